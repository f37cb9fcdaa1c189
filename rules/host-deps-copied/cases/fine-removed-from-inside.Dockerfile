FROM node:22-slim
WORKDIR /app
COPY . .
RUN cd node_modules && rm -rf * && cd .. && npm i
CMD ["node", "index.js"]
