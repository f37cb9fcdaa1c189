FROM --platform=linux/amd64 debian:bookworm-slim AS cross-amd64
ENV NODE_ARCH=x64
RUN make-data > /data
FROM alpine:3.22
COPY --from=cross-amd64 /data /data
