FROM node:22-slim
WORKDIR /app
COPY . .
RUN find . -mindepth 1 -maxdepth 1 ! -name dist -exec rm -rf {} + && npm i
CMD ["node", "index.js"]
