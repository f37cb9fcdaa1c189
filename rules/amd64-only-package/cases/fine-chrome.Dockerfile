FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
      fonts-liberation \
# the browser
      google-chrome-stable=126.0.6478.126-1 \
    && rm -rf /var/lib/apt/lists/*
