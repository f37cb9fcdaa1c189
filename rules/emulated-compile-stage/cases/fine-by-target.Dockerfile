FROM node:22 AS builder
ARG TARGETARCH
WORKDIR /code
RUN npm ci && npm run build -- --arch "$TARGETARCH"
FROM nginx:1.29-alpine
COPY --from=builder /code/build /usr/share/nginx/html
