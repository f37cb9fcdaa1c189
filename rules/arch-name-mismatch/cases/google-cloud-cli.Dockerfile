FROM debian:bookworm-slim
ARG TARGETARCH
ADD https://dl.google.com/dl/cloudsdk/channels/rapid/downloads/google-cloud-cli-502.0.0-linux-${TARGETARCH}.tar.gz /tmp/gcloud.tgz
