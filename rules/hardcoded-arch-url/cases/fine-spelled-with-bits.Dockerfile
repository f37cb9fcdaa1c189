FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends bzip2 ca-certificates curl
RUN case "$(uname -m)" in x86_64) a=64bit ;; aarch64) a=ARM64 ;; esac \
 && curl -fsSL "https://downloads.arduino.cc/arduino-cli/arduino-cli_1.0.4_Linux_$a.tar.gz" | tar -xz -C /usr/local/bin
RUN case "$(uname -m)" in x86_64) a=linux-64 ;; aarch64) a=linux-aarch64 ;; esac \
 && curl -fsSL "https://micro.mamba.pm/api/micromamba/$a/latest" | tar -xvj bin/micromamba
RUN curl -fsSL https://example.com/notes-linux-640.tar.gz https://example.com/linux-6412.patch -O
