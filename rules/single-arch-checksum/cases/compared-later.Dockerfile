# What was fetched before is compared here, with a checksum from the environment.
FROM debian:bookworm-slim
ARG TARGETARCH
ENV SUM=8b7d2c1f0a9e8d7c6b5a49382716050403020100ffeeddccbbaa998877665544
ADD https://dl.example.com/a-${TARGETARCH} /tmp/a
RUN echo "44556677889900aabbccddeeff00010203040506071829384a5b6c7d8e9f0a1b  /tmp/a" | sha256sum -c
RUN curl -fsSLo /tmp/b https://dl.example.com/b-$(uname -m)
RUN echo "$SUM  /tmp/b" | sha256sum -c
