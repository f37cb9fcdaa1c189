FROM debian:bookworm-slim
WORKDIR /app
COPY . .
CMD ["./server", "--port", "80"]
