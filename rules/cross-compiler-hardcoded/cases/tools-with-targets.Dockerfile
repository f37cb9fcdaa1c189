FROM oven/bun:1 AS build
RUN bun build --compile --target=bun-linux-x64 ./index.ts --outfile /app
FROM denoland/deno:debian AS deno
RUN deno compile --target x86_64-unknown-linux-gnu -o /app main.ts
FROM node:22 AS node
RUN npx pkg -t node18-linux-x64 -o /app .
FROM debian:13 AS zig
RUN zig build -Dtarget=x86_64-linux-musl
FROM debian:13
COPY --from=build /app /a
COPY --from=deno /app /b
COPY --from=node /app /c
COPY --from=zig /app /d
ENV VCPKG_DEFAULT_TRIPLET=x64-linux
RUN vcpkg install fmt
RUN vcpkg install --triplet=x64-linux zlib && cmake -DVCPKG_TARGET_TRIPLET=x64-linux .
