FROM debian:bookworm-slim
RUN echo "deb [signed-by=/k.asc] https://example.com/apt/amd64 stable main" > /etc/apt/sources.list.d/x.list; \
    make arch=amd64
