FROM node:22-slim
WORKDIR /app
COPY . .
RUN CMD="npm ci" && $CMD
CMD ["node", "index.js"]
