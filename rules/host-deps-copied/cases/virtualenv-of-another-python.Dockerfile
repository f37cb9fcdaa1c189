FROM python:3.13-slim
WORKDIR /app
COPY venv /app/venv
COPY app.py .
ENV PATH=/app/venv/bin:$PATH
CMD ["python", "app.py"]
