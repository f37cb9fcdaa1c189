FROM oven/bun:1
RUN bun build --compile --target=bun-linux-x64 --outfile /dist/amd64 .
RUN bun build --compile --target=bun-linux-arm64 --outfile /dist/arm64 .
