FROM diamol/base
HEALTHCHECK CMD curl --fail http://localhost/ || exit 1
