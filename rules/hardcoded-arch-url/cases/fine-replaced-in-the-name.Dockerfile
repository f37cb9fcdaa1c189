FROM debian:bookworm-slim
SHELL ["/bin/bash", "-c"]
ARG TARGETPLATFORM
RUN arch=${TARGETPLATFORM##*/}; arch=${arch/amd64/x86_64}; arch=${arch/arm64/aarch64}; \
    wget "https://example.com/x-$arch"
RUN arch="$(uname -m)"; [ "${arch%%_*}" = aarch64 ] && name=arm64 || name=x64; wget "https://example.com/y-$name"
