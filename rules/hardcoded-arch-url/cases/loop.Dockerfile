FROM debian:bookworm-slim
RUN for name in alpha beta; do \
      curl -fsSL "https://example.com/$name-linux-amd64" -o "/usr/local/bin/$name"; \
    done
