FROM debian:bookworm-slim
RUN curl -fsSLo /usr/bin/kubectl "https://dl.k8s.io/release/v1.34.1/bin/linux/$(dpkg --print-architecture)/kubectl"
