FROM node:22-slim
WORKDIR /app
COPY . .
RUN echo "npm ci" | sh
CMD ["node", "index.js"]
