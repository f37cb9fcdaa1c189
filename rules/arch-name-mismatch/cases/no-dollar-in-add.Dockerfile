FROM debian:bookworm-slim
ARG TARGETARCH
ADD https://downloads.example.com/tool/{TARGETARCH}/tool.tgz /tmp/
