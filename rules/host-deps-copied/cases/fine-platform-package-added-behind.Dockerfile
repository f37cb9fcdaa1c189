FROM node:24-slim
WORKDIR /app
COPY . .
RUN npm install
CMD ["node", "index.js"]
