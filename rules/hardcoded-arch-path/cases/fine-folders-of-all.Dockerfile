FROM debian:bookworm-slim
COPY sdk /opt/sdk
ENV PATH=/opt/sdk/linux-amd64/bin:/opt/sdk/linux-arm64/bin:$PATH
