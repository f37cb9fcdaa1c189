FROM node:24-slim
WORKDIR /app
COPY . .
RUN npm install -g pm2
CMD ["node", "index.js"]
