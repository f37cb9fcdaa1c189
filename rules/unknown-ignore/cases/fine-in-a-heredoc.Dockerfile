# syntax=docker/dockerfile:1
FROM alpine:3.22
COPY <<EOF /Dockerfile
# anyarch: ignore[no-such-rule]
FROM mysql:5.7
EOF
