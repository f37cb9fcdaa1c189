FROM debian:bookworm-slim
RUN if [ -e /opt/tool ]; then ln -s /lib64/ld-linux-x86-64.so.2 /opt/ld.so; fi
