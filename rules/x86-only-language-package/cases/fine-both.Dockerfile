FROM node:22
ARG TARGETARCH
RUN npm install @esbuild/linux-${TARGETARCH} && npm install --cpu=$(node -p process.arch) sharp && npm install @img/sharp-wasm32 @scope/linux-tools
