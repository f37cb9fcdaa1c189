FROM debian:12
RUN echo "it's"; curl -fsSLO "https://github.com/x/y/releases/download/v1/y-linux-amd64.tgz"
