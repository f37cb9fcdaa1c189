FROM registry.example.com/legacy/levels:1
COPY app /app
