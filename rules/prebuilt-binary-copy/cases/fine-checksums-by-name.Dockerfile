FROM debian:13-slim
COPY sha256sums.linux-amd64 /opt/x
CMD ["/opt/x"]
