FROM node:24-slim
WORKDIR /app
COPY node_modules ./node_modules
COPY package.json index.js ./
RUN npm rebuild
CMD ["node", "index.js"]
