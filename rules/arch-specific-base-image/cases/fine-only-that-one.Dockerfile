FROM amd64/debian:bookworm-slim
COPY app /app
