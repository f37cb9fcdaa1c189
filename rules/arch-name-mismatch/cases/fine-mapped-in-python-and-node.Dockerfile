FROM node:22-bookworm
RUN A=$(python3 -c "import platform; print({'x86_64':'amd64','aarch64':'arm64'}[platform.machine()])") \
 && curl -fsSL "https://github.com/cli/cli/releases/download/v2.61.0/gh_2.61.0_linux_${A}.tar.gz" | tar -xz -C /opt
RUN A=$(node -p "({x64:'amd64',arm64:'arm64'})[process.arch]") \
 && curl -fsSL "https://github.com/cli/cli/releases/download/v2.61.0/gh_2.61.0_linux_${A}.tar.gz" | tar -xz -C /opt
