FROM alpine:3.22
ARG VELERO_VERSION
COPY velero-${VELERO_VERSION}-linux-amd64.tar.gz velero-${VELERO_VERSION}-linux-amd64.tar.gz
RUN tar xvf velero-${VELERO_VERSION}-linux-amd64.tar.gz

FROM debian:bookworm-slim
COPY --from=0 velero-v1.1.0-linux-amd64/velero /usr/bin/velero
ENTRYPOINT ["/usr/bin/velero"]
