FROM alpine:3.22
ARG BUILDARCH=arm64
ENV BUILDARCH=any
ADD https://dl.example.com/yq_linux_${BUILDARCH} /bin/yq
