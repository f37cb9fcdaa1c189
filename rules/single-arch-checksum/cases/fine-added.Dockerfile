# One file for all, or one checksum for each.
FROM debian:bookworm-slim AS base
ADD --checksum=sha256:8b7d2c1f0a9e8d7c6b5a49382716050403020100ffeeddccbbaa998877665544 https://dl.example.com/a.jar /opt/a.jar
FROM base AS base-amd64
ADD --checksum=sha256:8b7d2c1f0a9e8d7c6b5a49382716050403020100ffeeddccbbaa998877665544 https://dl.example.com/a-amd64 /usr/bin/a
FROM base AS base-arm64
ADD --checksum=sha256:44556677889900aabbccddeeff00010203040506071829384a5b6c7d8e9f0a1b https://dl.example.com/a-arm64 /usr/bin/a
FROM base-${TARGETARCH}
ARG TARGETARCH
ARG SUM
ADD --checksum=sha256:$SUM https://dl.example.com/b-${TARGETARCH} /usr/bin/b
