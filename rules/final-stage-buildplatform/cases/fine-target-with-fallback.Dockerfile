FROM --platform=${TARGETPLATFORM:-$BUILDPLATFORM} nginx:alpine
COPY site /usr/share/nginx/html
