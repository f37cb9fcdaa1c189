FROM node:22
COPY package*.json ./
RUN npm_config_arch=x64 npm ci
RUN npm config set cpu x64 && npm config set arch=x64 && npm ci
RUN export npm_config_target_arch=x64; npm rebuild
