FROM python:3.13
RUN ["source", "/venv/bin/activate"]
