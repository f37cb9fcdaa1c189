# The files are the same for all platforms, whatever else is fetched.
FROM debian:bookworm-slim
ARG TARGETARCH
ARG VERSION
ADD https://dl.example.com/a.jar /tmp/a.jar
ADD https://dl.example.com/a-${TARGETARCH} /tmp/a
RUN echo "44556677889900aabbccddeeff00010203040506071829384a5b6c7d8e9f0a1b  /tmp/a.jar" | sha256sum -c
RUN curl -fsSLo /tmp/b.tgz https://dl.example.com/$VERSION/b.tgz && curl -fsSLo /tmp/b https://dl.example.com/b-$(uname -m)
RUN echo "8b7d2c1f0a9e8d7c6b5a49382716050403020100ffeeddccbbaa998877665544  /tmp/b.tgz" | sha256sum -c
RUN case $TARGETARCH in \
      amd64) a=x86_64 s=8b7d2c1f0a9e8d7c6b5a49382716050403020100ffeeddccbbaa998877665544 ;; \
      arm64) a=aarch64 s=44556677889900aabbccddeeff00010203040506071829384a5b6c7d8e9f0a1b ;; \
    esac && wget -O /tmp/g https://dl.example.com/g-$a && printf '%s  %s\n' "$s" /tmp/g | sha256sum -c
