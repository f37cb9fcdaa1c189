ARG BUILDPLATFORM=linux/amd64
FROM --platform=$BUILDPLATFORM python:3.13-alpine AS base
FROM base AS builder
RUN pip install --prefix=/install -r requirements.txt
FROM base
COPY --from=builder /install /usr/local
ENTRYPOINT ["python", "server.py"]
