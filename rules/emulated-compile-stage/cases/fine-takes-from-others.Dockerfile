FROM node:22 AS deps
WORKDIR /app
RUN npm ci
FROM node:22 AS builder
WORKDIR /app
COPY --from=deps /app/node_modules ./node_modules
RUN npm run build
FROM nginx:1.29
COPY --from=builder /app/dist /usr/share/nginx/html
