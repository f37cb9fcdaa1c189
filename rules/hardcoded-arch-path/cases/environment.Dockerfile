FROM debian:bookworm
ENV PATH=/opt/node-v20.1.0-linux-x64/bin:$PATH
