FROM debian:bookworm-slim
ARG TARGETARCH
ADD --checksum=sha256:8b7d2c1f0a9e8d7c6b5a49382716050403020100ffeeddccbbaa998877665544 https://dl.example.com/a-${TARGETARCH} /usr/bin/a
