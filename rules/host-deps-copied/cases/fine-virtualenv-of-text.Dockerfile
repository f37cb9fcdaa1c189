FROM python:3.13-slim
COPY venv /venv
CMD ["/venv/bin/python"]
