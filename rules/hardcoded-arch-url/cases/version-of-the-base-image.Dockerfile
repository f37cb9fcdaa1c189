FROM registry.example.com/base:1
ENV HOST=https://example.com/releases/${TOOL_VERSION}
ENV URL=${HOST}/tool-x86_64-unknown-linux-musl.tar.gz
RUN wget -qO- "$URL" | tar xz -C /usr/local/bin
