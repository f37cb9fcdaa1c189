FROM debian:bookworm-slim
RUN line="deb [arch=amd64] https://example.com/apt stable main"; \
    echo "$line" > /etc/apt/sources.list.d/x.list
