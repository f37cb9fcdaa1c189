FROM node:22-slim
WORKDIR /app
COPY . .
RUN npm run install:all
CMD ["node", "index.js"]
