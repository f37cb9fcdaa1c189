FROM debian:trixie
ENV SDKMAN_DIR=/opt/sdkman SDKMAN_PLATFORM=linux
RUN case "$(uname -m)" in aarch64) export SDKMAN_PLATFORM=linuxarm64 ;; *) export SDKMAN_PLATFORM=linuxx64 ;; esac; \
    curl -fsSL https://get.sdkman.io | bash
