FROM --platform=linux/amd64 debian:bookworm-slim
RUN curl -fO https://example.com/x-x86_64
