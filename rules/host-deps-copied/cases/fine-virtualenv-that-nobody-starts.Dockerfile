FROM python:3.12-slim
RUN apt-get update && apt-get install -y python3-numpy
WORKDIR /app
COPY . .
CMD ["python", "app.py"]
