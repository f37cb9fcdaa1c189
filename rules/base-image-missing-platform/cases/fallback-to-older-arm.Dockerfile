FROM registry.example.com/legacy/arm:6
COPY app /app
