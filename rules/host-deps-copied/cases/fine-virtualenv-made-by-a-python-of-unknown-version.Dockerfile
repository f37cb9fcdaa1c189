FROM debian:13
RUN apt-get update && apt-get install -y python3-venv
WORKDIR /app
COPY . .
RUN python3 -m venv .venv && .venv/bin/pip install -r requirements.txt
CMD [".venv/bin/python", "app.py"]
