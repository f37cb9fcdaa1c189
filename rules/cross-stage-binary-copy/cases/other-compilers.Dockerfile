FROM --platform=$BUILDPLATFORM swift:6.1 AS swift
WORKDIR /build
RUN swift build -c release
FROM --platform=$BUILDPLATFORM oven/bun:1 AS bun
RUN bun build --compile --outfile /out/cli ./cli.ts
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:9.0 AS dotnet
RUN dotnet publish -c Release --self-contained -o /srv/app
FROM --platform=$BUILDPLATFORM alpine:3.22 AS tools
RUN apk add --no-cache jq curl
FROM debian:bookworm-slim
COPY --from=swift /build/.build/release/App /bin/
COPY --from=bun /out/cli /bin/
COPY --from=dotnet /srv/app /srv/app
COPY --from=tools /usr/bin/jq /usr/bin/jq
