FROM arm32v6/alpine:3.20
COPY app /app
