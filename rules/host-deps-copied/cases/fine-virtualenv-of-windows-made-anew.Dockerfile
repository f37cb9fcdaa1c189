FROM python:3.12-slim
WORKDIR /app
COPY . .
RUN virtualenv venv && venv/bin/pip install -r requirements.txt
CMD ["venv/bin/python", "app.py"]
