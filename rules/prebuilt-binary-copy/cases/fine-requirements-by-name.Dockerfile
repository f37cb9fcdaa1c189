FROM debian:13-slim
COPY requirements-linux-amd64 /opt/x
CMD ["/opt/x"]
