FROM registry.example.com/platform/base:12-linux-amd64
COPY app /app
