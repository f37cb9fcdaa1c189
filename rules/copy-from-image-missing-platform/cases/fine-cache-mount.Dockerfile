# syntax=docker/dockerfile:1
FROM python:3.13-slim
RUN --mount=type=cache,target=/root/.cache,from=scratch --mount=type=secret,id=token pip install .
RUN --mount=type=bind,target=/src,source=.,ro ls /src
