FROM debian:bookworm
ENV MIRROR=https://example.com/linux-amd64/
ADD x /src/linux-amd64/x
