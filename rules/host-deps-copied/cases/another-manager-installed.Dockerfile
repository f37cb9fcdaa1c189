FROM node:22-slim
WORKDIR /app
COPY . .
RUN npm install -g pnpm
CMD ["node", "index.js"]
