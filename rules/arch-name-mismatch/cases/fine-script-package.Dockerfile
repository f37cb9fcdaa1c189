FROM debian:13
ARG TARGETARCH
RUN curl -fsSLO "https://github.com/sharkdp/bat/releases/download/v0.24.0/bat_0.24.0_${TARGETARCH}.deb"
