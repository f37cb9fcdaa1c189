FROM oven/bun:1 AS release
COPY . .
RUN bun build --compile --target=bun-linux-x64 index.ts --outfile dist/app-linux
RUN bun build --compile --target=bun-darwin-arm64 index.ts --outfile dist/app-mac
