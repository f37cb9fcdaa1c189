FROM i386/debian:bookworm-slim
COPY app /app
