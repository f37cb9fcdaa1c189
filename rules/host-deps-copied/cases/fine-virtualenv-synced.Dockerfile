FROM python:3.13-slim
WORKDIR /app
COPY . .
RUN pip install uv && uv sync --frozen
CMD [".venv/bin/python", "main.py"]
