FROM debian:13-slim
COPY main.py.arm64 /opt/x
CMD ["/opt/x"]
