FROM python:3.13-slim
WORKDIR /app
COPY . .
RUN rm -rf .venv && python -m venv .venv && .venv/bin/pip install -r requirements.txt
CMD [".venv/bin/python", "main.py"]
