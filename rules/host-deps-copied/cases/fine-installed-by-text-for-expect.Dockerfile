FROM node:22-slim
WORKDIR /app
COPY . .
RUN expect -c "spawn npm ci; expect eof"
CMD ["node", "index.js"]
