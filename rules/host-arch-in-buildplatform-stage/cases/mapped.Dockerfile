FROM --platform=$BUILDPLATFORM alpine:3.22 AS fetch
RUN case "$(uname -m)" in x86_64) ARCH=amd64 ;; aarch64) ARCH=arm64 ;; esac; \
    wget -O /out/tool https://example.com/tool-linux-$ARCH
FROM alpine:3.22
COPY --from=fetch /out/tool /usr/local/bin/tool
