FROM debian:13
RUN curl -LO https://dl.k8s.io/release/v1.33.2/bin/linux/$(uname -m)/kubectl
