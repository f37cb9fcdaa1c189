FROM python:3.13-slim
WORKDIR /app
COPY venv /app/venv
CMD ["venv/bin/python", "app.py"]
