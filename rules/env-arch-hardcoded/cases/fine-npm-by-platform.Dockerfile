FROM node:22
ARG TARGETARCH
COPY package*.json ./
RUN case "$TARGETARCH" in amd64) npm_config_arch=x64 npm ci ;; arm64) npm_config_arch=arm64 npm ci ;; esac
RUN npm config set cpu "$(node -p process.arch)"
