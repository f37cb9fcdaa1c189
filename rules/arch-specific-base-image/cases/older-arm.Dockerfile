FROM arm32v7/alpine:3.20
COPY app /app
