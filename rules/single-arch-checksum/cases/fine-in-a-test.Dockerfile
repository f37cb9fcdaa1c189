FROM debian:bookworm-slim
ARG TARGETARCH
RUN curl -fsSLo /tmp/a.tgz https://dl.example.com/a-${TARGETARCH}.tgz \
 && if [ "$(sha256sum /tmp/a.tgz | cut -d' ' -f1)" = 8b7d2c1f0a9e8d7c6b5a49382716050403020100ffeeddccbbaa998877665544 ]; then echo "the file for amd64"; fi
RUN curl -fsSLo /tmp/a.tgz https://dl.example.com/a-${TARGETARCH}.tgz \
 && [ "$(sha256sum /tmp/a.tgz | cut -d' ' -f1)" = 8b7d2c1f0a9e8d7c6b5a49382716050403020100ffeeddccbbaa998877665544 ] || echo "another file"
RUN curl -fsSLo /tmp/noarch.tgz https://dl.example.com/noarch.tgz \
 && [ "$(sha256sum /tmp/noarch.tgz | cut -d' ' -f1)" = 8b7d2c1f0a9e8d7c6b5a49382716050403020100ffeeddccbbaa998877665544 ] && uname -m
RUN case "$TARGETARCH" in amd64) sum=8b7d2c1f0a9e8d7c6b5a49382716050403020100ffeeddccbbaa998877665544 ;; *) sum=447d2c1f0a9e8d7c6b5a49382716050403020100ffeeddccbbaa998877665544 ;; esac; \
    curl -fsSLo /tmp/a.tgz https://dl.example.com/a-${TARGETARCH}.tgz \
 && [ "$(sha256sum /tmp/a.tgz | cut -d' ' -f1)" = "$sum" ]
RUN [ "$(git rev-parse HEAD)" = 8b7d2c1f0a9e8d7c6b5a49382716050403020100 ]
