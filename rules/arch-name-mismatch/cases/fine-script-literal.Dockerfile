FROM debian:13
RUN curl -fsSLO "https://github.com/just-containers/s6-overlay/releases/download/v3.2.0.3/s6-overlay-amd64.tar.xz"
