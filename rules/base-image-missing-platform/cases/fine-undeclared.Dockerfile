FROM debian:${SUITE}
COPY app /app
