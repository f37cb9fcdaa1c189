FROM python:3.13-slim
COPY . /app
CMD ["python", "/app/main.py"]
