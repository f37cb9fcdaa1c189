FROM node:22-bookworm
RUN arch="$(node -p process.arch)" \
 && curl -fsSL "https://github.com/cli/cli/releases/download/v2.61.0/gh_2.61.0_linux_${arch}.tar.gz" | tar -xz -C /opt
