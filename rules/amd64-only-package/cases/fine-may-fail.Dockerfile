# The image is as good without them, where they do not exist.
FROM debian:bookworm-slim
RUN apt-get update && (apt-get install -y intel-media-va-driver || true)
RUN apt-get install -y intel-media-va-driver || echo "no driver for this processor"
RUN apt-get update \
 && (apt-get install -y i965-va-driver || apt-get install -y mesa-va-drivers) \
 && rm -rf /var/lib/apt/lists/*
RUN for p in i965-va-driver mesa-va-drivers; do apt-get install -y "$p" || true; done
RUN if apt-get install -y intel-microcode; then echo installed; else echo skipped; fi
RUN apt-get install -y intel-microcode || exit 0
RUN apt-get install -y linux-image-amd64 || :
RUN apt-get install -y libfoo:amd64 || true
