FROM --platform=linux/amd64 amd64/alpine:3.20 AS data
RUN make-data > /data
FROM alpine:3.22
COPY --from=data /data /data
