FROM python:3.13
RUN ["/usr/local/bin/pip", "install", "flask"]
