FROM node:22 AS builder
WORKDIR /code
RUN npm ci && npm run build
FROM node:22-slim
COPY --from=builder /code/dist /app/dist
COPY --from=builder /code/node_modules /app/node_modules
