FROM --platform=linux/amd64 debian:bookworm AS wine-amd64
RUN make-data > /data
FROM alpine:3.22
COPY --from=wine-amd64 /data /data
