FROM debian:bookworm-slim
ARG BUILDARCH
ADD https://dl.example.com/sops.linux.${BUILDARCH} /usr/bin/sops
