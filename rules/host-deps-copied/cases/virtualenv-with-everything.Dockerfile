FROM python:3.13-slim
WORKDIR /app
COPY . .
ENV PATH=/app/.venv/bin:$PATH
CMD ["python", "app.py"]
