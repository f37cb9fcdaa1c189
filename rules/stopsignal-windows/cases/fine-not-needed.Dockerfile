FROM nginx:alpine AS web
STOPSIGNAL SIGQUIT
FROM diamol/base
