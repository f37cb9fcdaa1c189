FROM --platform=$BUILDPLATFORM alpine:3.22 AS fetch
ARG TARGETARCH
ADD https://github.com/BurntSushi/ripgrep/releases/download/14.1.1/ripgrep-14.1.1-${TARGETARCH}-unknown-linux-musl.tar.gz /rg.tgz
RUN tar -xzf /rg.tgz --strip 1 -C /usr/local/bin
FROM alpine:3.22
COPY --from=fetch /usr/local/bin/rg /usr/local/bin/rg
