FROM node:22 AS base
WORKDIR /app
FROM base AS builder
RUN npm ci && npm run build
FROM base
COPY --from=builder /app/dist /app/dist
