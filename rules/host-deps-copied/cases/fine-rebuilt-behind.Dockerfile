FROM node:24-slim
WORKDIR /app
COPY . .
RUN npm install && npm rebuild
CMD ["node", "index.js"]
