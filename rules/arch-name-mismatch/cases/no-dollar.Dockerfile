FROM debian:bookworm-slim
ARG TARGETARCH
RUN curl -fsSLo /usr/bin/kubectl https://dl.k8s.io/release/v1.34.1/bin/linux/{TARGETARCH}/kubectl
