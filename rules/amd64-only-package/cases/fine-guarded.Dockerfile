FROM debian:bookworm-slim
ARG TARGETARCH
RUN if [ "$TARGETARCH" = "amd64" ]; then apt-get install -y gcc-multilib; fi; \
    [ "$(dpkg --print-architecture)" != amd64 ] || apt-get install -y lib32z1; \
    case "$(uname -m)" in x86_64|i?86) apt-get install -y grub-pc ;; esac
