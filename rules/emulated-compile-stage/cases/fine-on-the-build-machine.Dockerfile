FROM --platform=$BUILDPLATFORM node:22 AS builder
WORKDIR /code
RUN npm ci && npm run build
FROM nginx:1.29-alpine
COPY --from=builder /code/build /usr/share/nginx/html
