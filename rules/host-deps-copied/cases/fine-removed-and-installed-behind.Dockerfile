FROM node:24-slim
WORKDIR /app
COPY . .
RUN rm -rf node_modules && npm install
CMD ["node", "index.js"]
