FROM debian:bookworm-slim
RUN if [ -e /lib64/ld-linux-x86-64.so.2 ]; then ln -s /lib64/ld-linux-x86-64.so.2 /opt/ld.so; fi; \
    if [ -e /lib/ld-linux-aarch64.so.1 ]; then ln -s /lib/ld-linux-aarch64.so.1 /opt/ld.so; fi
