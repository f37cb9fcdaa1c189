FROM alpine:3.22
ARG ARCH=amd64
RUN printf 'export ARCH=$ARCH' > /etc/profile.d/arch.sh
