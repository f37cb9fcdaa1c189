FROM node:22
COPY package*.json ./
RUN npm_config_arch=x64 npm rebuild sharp && npm_config_arch=arm64 npm rebuild sharp
RUN npm config set fund false && npm_config_registry=https://npm.example.com npm ci --omit=dev
