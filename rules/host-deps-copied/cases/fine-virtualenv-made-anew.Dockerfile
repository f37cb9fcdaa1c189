FROM python:3.13-slim
WORKDIR /app
COPY venv /app/venv
RUN python -m venv --upgrade /app/venv
CMD ["venv/bin/python", "app.py"]
