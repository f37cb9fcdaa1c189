FROM node:22 AS builder
WORKDIR /app
RUN npm ci && npm run build
FROM node:22-slim
COPY --from=builder /app/.next/standalone ./
COPY --from=builder /app/.next/static ./.next/static
