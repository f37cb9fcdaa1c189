FROM node:22-slim
WORKDIR /app
COPY . .
RUN rm -rf /app/* && git clone https://github.com/acme/app . && npm i
CMD ["node", "index.js"]
