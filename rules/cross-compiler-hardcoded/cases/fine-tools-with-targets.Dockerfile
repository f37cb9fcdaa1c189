FROM oven/bun:1 AS build
ARG TARGETARCH
RUN case "$TARGETARCH" in amd64) t=x64 ;; arm64) t=arm64 ;; esac; bun build --compile --target=bun-linux-$t ./index.ts --outfile /app
RUN bun build --target=bun ./index.ts && bun build --compile --target=bun-windows-x64 ./index.ts
FROM node:22 AS node
RUN npx pkg --targets node18-linux-x64,node18-linux-arm64 --out-path /dist .
FROM debian:13 AS zig
RUN zig build -Dtarget=x86_64-linux-musl -p /amd64 && zig build -Dtarget=aarch64-linux-musl -p /arm64
RUN zig build -Dtarget=x86_64-windows-gnu
FROM debian:13
COPY --from=build /app /a
COPY --from=node /dist /b
COPY --from=zig /amd64 /c
ENV VCPKG_DEFAULT_TRIPLET=arm64-osx
RUN if [ "$(uname -m)" = x86_64 ]; then vcpkg install --triplet x64-linux zlib; else vcpkg install --triplet arm64-linux zlib; fi
