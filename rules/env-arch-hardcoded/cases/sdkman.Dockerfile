FROM debian:trixie
ENV SDKMAN_PLATFORM="linuxx64"
RUN curl -fsSL https://get.sdkman.io | bash
