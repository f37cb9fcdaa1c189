FROM python:3.12-slim
RUN python -m venv /opt/tools && /opt/tools/bin/pip install ruff
WORKDIR /app
COPY venv /app/venv
CMD ["venv/bin/python", "app.py"]
