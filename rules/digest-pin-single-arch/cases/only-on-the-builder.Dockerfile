FROM --platform=$BUILDPLATFORM golang:1.27-bookworm@sha256:1111111111111111111111111111111111111111111111111111111111111111 AS build
RUN go build -o /app .
FROM debian:bookworm-slim
COPY --from=build /app /app
