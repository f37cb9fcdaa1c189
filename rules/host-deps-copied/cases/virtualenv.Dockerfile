FROM python:3.13-slim
COPY venv /venv
COPY app.py .
CMD ["/venv/bin/python", "app.py"]
