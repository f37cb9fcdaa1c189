FROM python:3.13-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl
RUN ARCH=$(python3 -c 'import platform; print(platform.machine())') \
 && curl -fsSL "https://github.com/cli/cli/releases/download/v2.61.0/gh_2.61.0_linux_${ARCH}.tar.gz" | tar -xz -C /opt
