FROM debian:bookworm-slim
ARG TARGETARCH
ARG VERSION=1.2.3
RUN curl -fsSLO 'https://downloads.example.com/tool/${VERSION}/tool-linux-${TARGETARCH}.tgz'
