FROM python:3.13-slim
COPY --from=ghcr.io/astral-sh/uv:0.8 /uv /uvx /bin/
RUN uv sync --frozen
