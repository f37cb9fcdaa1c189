FROM alpine:3.22
ARG FRP_VERSION=0.61.0
ARG FRP_ARCH=amd64
ARG FRP_URL=https://github.com/fatedier/frp/releases/download/v${FRP_VERSION}/frp_${FRP_VERSION}_linux_${FRP_ARCH}.tar.gz
RUN wget -qO- ${FRP_URL} | tar xz --strip 1 -C /usr/local/bin
