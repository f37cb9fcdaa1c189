FROM node:24-slim
WORKDIR /app
COPY . .
RUN npx rimraf node_modules && npm install
CMD ["node", "index.js"]
