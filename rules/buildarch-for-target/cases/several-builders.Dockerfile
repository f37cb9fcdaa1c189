FROM alpine:3.22
ARG BUILDARCH
RUN wget -O /bin/yq https://dl.example.com/yq_linux_${BUILDARCH}
