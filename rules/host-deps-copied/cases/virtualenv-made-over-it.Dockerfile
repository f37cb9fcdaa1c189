FROM python:3.13-slim
WORKDIR /app
COPY . .
RUN rm -rf dist && python -m venv .venv
CMD [".venv/bin/python", "main.py"]
