FROM debian:bookworm-slim
ARG TARGETARCH
RUN case "$TARGETARCH" in \
      amd64) sum=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 ;; \
      arm64) sum=01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b ;; \
    esac \
    && curl -fsSLo /tmp/tool.tgz "https://downloads.example.com/tool-linux-${TARGETARCH}.tgz" \
    && echo "$sum  /tmp/tool.tgz" > /tmp/sum && sha256sum -c /tmp/sum
RUN curl -fsSLo /tmp/data.tgz https://downloads.example.com/data.tgz \
    && echo "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  /tmp/data.tgz" > /tmp/sum && sha256sum -c /tmp/sum
