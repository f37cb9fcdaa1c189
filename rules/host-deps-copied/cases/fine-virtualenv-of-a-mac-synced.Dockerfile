FROM python:3.13-slim
WORKDIR /app
COPY . .
RUN uv venv && uv sync --frozen
CMD [".venv/bin/python", "main.py"]
