FROM debian:trixie
RUN ["sh", "-c", "curl -fsSLO https://example.com/tool-linux-amd64.tar.gz"]
