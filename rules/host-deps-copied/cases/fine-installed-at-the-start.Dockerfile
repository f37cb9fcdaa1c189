FROM node:22-slim
WORKDIR /app
COPY . .
CMD ["sh", "-c", "npm ci && npm start"]
