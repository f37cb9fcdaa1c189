FROM python:3.13-slim
COPY manage.py /app/manage
ENTRYPOINT ["/app/manage"]
