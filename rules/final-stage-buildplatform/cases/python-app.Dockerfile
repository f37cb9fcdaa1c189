# syntax=docker/dockerfile:1.4
FROM --platform=$BUILDPLATFORM python:3.10-alpine AS builder
WORKDIR /src
COPY requirements.txt /src
RUN pip3 install -r requirements.txt
COPY . .
CMD ["python3", "server.py"]

FROM builder AS dev-envs
RUN apk update && apk add git
