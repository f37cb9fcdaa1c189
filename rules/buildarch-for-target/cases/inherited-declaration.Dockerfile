FROM alpine:3.22 AS base
ARG BUILDARCH
FROM base
RUN wget -O /bin/yq https://dl.example.com/yq_linux_${BUILDARCH} && \
    chmod +x /bin/yq && echo "$BUILDARCH"
