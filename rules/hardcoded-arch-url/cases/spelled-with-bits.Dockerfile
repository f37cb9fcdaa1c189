FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends bzip2 ca-certificates curl
RUN curl -fsSL https://downloads.arduino.cc/arduino-cli/arduino-cli_1.0.4_Linux_64bit.tar.gz | tar -xz -C /usr/local/bin
RUN curl -fsSL https://micro.mamba.pm/api/micromamba/linux-64/latest | tar -xvj bin/micromamba
