FROM registry.example.com/team/service:2024.1
COPY app /app
