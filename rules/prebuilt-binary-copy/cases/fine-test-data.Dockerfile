FROM python:3.13-slim
COPY tests/ /app/tests/
COPY lib/testdata/hello-amd64 /app/lib/testdata/
