FROM python:3.13-slim
WORKDIR /app
COPY . .
CMD ["venv/bin/python", "app.py"]
