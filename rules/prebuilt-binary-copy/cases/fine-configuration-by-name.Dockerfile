FROM debian:13-slim
COPY nginx.conf.arm64 /opt/x
CMD ["/opt/x"]
