FROM debian:13-slim
COPY app-linux-amd64.sig.gz /opt/x
CMD ["/opt/x"]
