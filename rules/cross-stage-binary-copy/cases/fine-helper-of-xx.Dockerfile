FROM --platform=$BUILDPLATFORM tonistiigi/xx AS xx
FROM --platform=$BUILDPLATFORM golang:1.24-alpine AS build
COPY --from=xx / /
ARG TARGETPLATFORM
RUN xx-go build -o /app . && xx-verify /app
FROM alpine:3.22
COPY --from=build /app /app
