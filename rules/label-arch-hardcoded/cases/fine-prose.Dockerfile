FROM debian:bookworm
LABEL description="amd64" supported-architectures="amd64 arm64" arch=any
