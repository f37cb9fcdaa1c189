FROM debian:bookworm-slim
RUN echo "deb [arch=amd64] https://example.com/apt stable main" > /etc/apt/sources.list.d/x.list
