FROM debian:bookworm-slim
ARG TARGETARCH
RUN curl -fsSLo /tmp/tool.tgz "https://downloads.example.com/tool-linux-${TARGETARCH}.tgz" \
    && echo "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  /tmp/tool.tgz" > /tmp/sum \
    && sha256sum -c /tmp/sum
