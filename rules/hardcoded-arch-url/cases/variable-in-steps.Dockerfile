FROM debian:bookworm-slim
ENV VERSION=1.2.3
ENV BASE_URL=https://example.com/$VERSION
RUN name="tool_${VERSION}_linux" \
    && file="${name}_x86_64.tgz" \
    && url="$BASE_URL/$file" \
    && curl -fsSL "$url" -o "/tmp/$file" \
    && tar -xzf "/tmp/$file" \
    && rm "/tmp/$file"
