# syntax=docker/dockerfile:1
FROM alpine:3.22
RUN --mount=type=bind,from=registry.example.com/tools/addlicense:v1.0.0,source=/app/addlicense,target=/usr/bin/addlicense \
    addlicense -check .
