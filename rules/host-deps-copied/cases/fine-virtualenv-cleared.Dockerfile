FROM python:3.13-slim
WORKDIR /app
COPY . .
RUN python -m venv --clear .venv && .venv/bin/pip install -r requirements.txt
CMD [".venv/bin/python", "main.py"]
