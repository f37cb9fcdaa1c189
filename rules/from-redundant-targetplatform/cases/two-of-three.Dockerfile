FROM --platform=$BUILDPLATFORM golang:1.24 AS build
RUN go build -o /app .
FROM --platform=$TARGETPLATFORM alpine:3.22 AS tools
FROM --platform=$TARGETPLATFORM alpine:3.22
COPY --from=build /app /app
COPY --from=tools /bin/busybox /bin/
