FROM debian:bookworm-slim
RUN apt-get install -y chromium gcc-multilib-arm-linux-gnueabi libmkl-data && apt-get remove -y google-chrome-stable; \
    apt-cache policy wine32; echo "apt-get install wine32"
