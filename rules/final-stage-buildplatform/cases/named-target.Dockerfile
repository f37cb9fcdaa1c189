FROM --platform=$BUILDPLATFORM nginx:alpine AS Site
COPY site /usr/share/nginx/html
FROM nginx:alpine AS release
COPY --from=site /usr/share/nginx/html /usr/share/nginx/html
