FROM node:24-slim
WORKDIR /app
COPY node_modules ./node_modules
COPY package.json index.js ./
CMD ["node", "index.js"]
