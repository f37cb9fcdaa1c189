FROM --platform=$BUILDPLATFORM nginx:alpine
COPY site /usr/share/nginx/html
