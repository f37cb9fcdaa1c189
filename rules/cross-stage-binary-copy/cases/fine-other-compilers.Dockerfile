FROM --platform=$BUILDPLATFORM swift:6.1 AS swift
WORKDIR /build
RUN swift build -c release --swift-sdk wasm32-unknown-wasi
FROM --platform=$BUILDPLATFORM oven/bun:1 AS bun
RUN bun build --outdir /out/page ./page.ts
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:9.0 AS dotnet
RUN dotnet publish -c Release -o /srv/app
RUN dotnet publish -c Release --self-contained false -o /srv/other
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:9.0 AS told
ARG TARGETARCH
RUN dotnet publish -c Release -a $TARGETARCH --self-contained -o /srv/app
FROM --platform=$BUILDPLATFORM alpine:3.22 AS tools
RUN apk add --no-cache jq ca-certificates tzdata && jq . /data.json > /out.json
FROM --platform=$BUILDPLATFORM alpine:3.22 AS root
RUN apk add --root /rootfs --arch aarch64 jq
FROM debian:bookworm-slim
COPY --from=swift /build/.build/wasm32-unknown-wasi/release/App.wasm /srv/
COPY --from=bun /out/page /srv/page
COPY --from=dotnet /srv/app /srv/app
COPY --from=dotnet /srv/other /srv/other
COPY --from=told /srv/app /srv/told
COPY --from=tools /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=tools /out.json /srv/
COPY --from=root /rootfs/usr/bin/jq /usr/bin/jq
