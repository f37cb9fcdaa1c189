FROM node:22-slim
WORKDIR /app
COPY . .
ARG NPM_CMD=ci
RUN npm $NPM_CMD
CMD ["node", "index.js"]
