# The name speaks of arm64, the value does not.
FROM debian:12
ENV GO_ARCH_arm64=amd64
RUN echo "$GO_ARCH_arm64" > /arch
