FROM golang:1.24 AS build
RUN go build -o /app .
# anyarch: ignore[targetarch-default-shadows] only for old builders
FROM alpine:3.22
COPY --from=build /app /app
ARG TARGETARCH=amd64
ADD https://dl.example.com/tool-${TARGETARCH} /usr/bin/tool
