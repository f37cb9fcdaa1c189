FROM registry.k8s.io/build-image/distroless-iptables-${TARGETARCH}:v0.7.7
COPY proxy /usr/local/bin/proxy
