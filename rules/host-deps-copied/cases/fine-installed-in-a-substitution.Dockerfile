FROM node:22-slim
WORKDIR /app
COPY . .
RUN log=$(npm ci 2>&1) || { echo "$log"; exit 1; }
CMD ["node", "index.js"]
