FROM --platform=$BUILDPLATFORM node:22 AS build
RUN case "$(uname -m)" in x86_64) ARCH=amd64 ;; aarch64) ARCH=arm64 ;; esac; \
    curl -fsSLo /usr/local/bin/hugo https://example.com/hugo-linux-$ARCH && hugo --destination /site
FROM nginx:alpine
COPY --from=build /site /usr/share/nginx/html
