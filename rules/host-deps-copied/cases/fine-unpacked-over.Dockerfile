FROM node:22-slim
WORKDIR /app
COPY . .
ADD deps.tar.gz /app/
CMD ["node", "index.js"]
