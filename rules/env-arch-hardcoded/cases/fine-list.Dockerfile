FROM debian:bookworm-slim
ENV SUPPORTED_ARCHES="amd64 arm64"
ENV OTHER_ARCH=""
