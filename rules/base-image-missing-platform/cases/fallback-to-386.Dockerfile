FROM registry.example.com/legacy/base:1
COPY app /app
