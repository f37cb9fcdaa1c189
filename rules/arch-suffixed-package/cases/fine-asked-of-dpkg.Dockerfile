FROM debian:bookworm-slim
ARG TARGETARCH
RUN apt-get install -y "linux-headers-$(dpkg --print-architecture)" linux-image-${TARGETARCH}
