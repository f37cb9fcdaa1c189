FROM node:22 AS node
RUN npx --yes @yao-pkg/pkg@6 . -t node18-linux-x64 --output /app
FROM oven/bun:1
RUN bun --bun build --compile --target bun-linux-x64-modern ./index.ts --outfile app
COPY --from=node /app /app
