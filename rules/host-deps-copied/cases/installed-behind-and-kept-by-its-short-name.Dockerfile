FROM node:24-slim
WORKDIR /app
COPY . .
RUN npm i && npm cache clean --force
CMD ["node", "index.js"]
