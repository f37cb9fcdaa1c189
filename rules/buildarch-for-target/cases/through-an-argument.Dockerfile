FROM alpine:3.22
ARG BUILDARCH
ARG ARCH=$BUILDARCH
ADD https://dl.example.com/yq_linux_${ARCH} /bin/yq
