FROM node:22-slim
WORKDIR /app
COPY . .
RUN for d in node_modules dist; do rm -rf $d; done; npm i
CMD ["node", "index.js"]
