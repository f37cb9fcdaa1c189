FROM node:22 AS builder
WORKDIR /code
RUN npm ci && npm run build
FROM nginx:1.29-alpine
RUN --mount=from=builder,source=/code,target=/code cp -r /code/build /usr/share/nginx/html
