FROM node:22 AS builder
WORKDIR /build
RUN npm ci && npm run build
FROM node:22-slim
COPY --from=builder /build /app
