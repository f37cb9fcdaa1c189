FROM diamol/base AS base
HEALTHCHECK CMD wget -q http://localhost/
FROM base
HEALTHCHECK NONE
