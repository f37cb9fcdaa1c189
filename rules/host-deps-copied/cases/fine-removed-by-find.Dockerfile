FROM node:22-slim
WORKDIR /app
COPY . .
RUN find /app -mindepth 1 -delete && git clone https://github.com/acme/app . && npm i
CMD ["node", "index.js"]
