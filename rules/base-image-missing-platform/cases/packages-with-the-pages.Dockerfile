# What is copied holds packages too.
FROM node:22-bookworm-slim AS ui
WORKDIR /ui
COPY ui/ .
RUN npm ci && npm run build
FROM golang:1.25-alpine AS build
WORKDIR /src
COPY . .
COPY --from=ui /ui ./internal/web
RUN CGO_ENABLED=0 go build -tags embed -o /bin/hub .
FROM alpine:3.22
COPY --from=build /bin/hub /bin/hub
CMD ["/bin/hub"]
