FROM python:3.13-slim
WORKDIR /app
COPY . .
RUN rm -rf .venv __pycache__
CMD [".venv/bin/python", "main.py"]
