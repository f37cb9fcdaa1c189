FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y curl && \
    if [ "$(dpkg --print-architecture)" = arm64 ]; then S=-arm64; fi && \
    curl -fsSL "https://github.com/buildpacks/pack/releases/download/v0.36.0/pack-v0.36.0-linux$S.tgz" | tar -xz -C /usr/local/bin
