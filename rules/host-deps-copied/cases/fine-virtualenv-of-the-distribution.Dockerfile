FROM debian:trixie
RUN apt-get update && apt-get install -y python3
COPY venv /app/venv
CMD ["/app/venv/bin/python", "/app/app.py"]
