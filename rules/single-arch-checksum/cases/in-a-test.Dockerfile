FROM debian:bookworm-slim
ARG TARGETARCH
ENV TOOL_SUM=8b7d2c1f0a9e8d7c6b5a49382716050403020100ffeeddccbbaa998877665544
RUN curl -fsSLo /tmp/a.tgz https://dl.example.com/a-${TARGETARCH}.tgz \
 && [ "$(sha256sum /tmp/a.tgz | cut -d' ' -f1)" = bb7d2c1f0a9e8d7c6b5a49382716050403020100ffeeddccbbaa998877665544 ] || exit 1
RUN curl -fsSLo /tmp/b.tgz "https://dl.example.com/b-$(uname -m).tgz" \
 && sum="$(sha256sum /tmp/b.tgz | awk '{print $1}')" \
 && if [ "$sum" != "$TOOL_SUM" ]; then echo "other file" >&2; exit 1; fi
SHELL ["/bin/bash", "-c"]
RUN curl -fsSLo /tmp/c.tgz https://dl.example.com/c-${TARGETARCH}.tgz \
 && [[ $(sha256sum /tmp/c.tgz | cut -c-64) == "aa7d2c1f0a9e8d7c6b5a49382716050403020100ffeeddccbbaa998877665544" ]] && tar -xzf /tmp/c.tgz
