FROM --platform=$BUILDPLATFORM golang:1.24 AS tool
RUN go build -o /tool .
FROM --platform=$BUILDPLATFORM alpine:3.22 AS data
COPY --from=tool /tool /tool
RUN /tool > /data
FROM alpine:3.22
COPY --from=data /data /data
