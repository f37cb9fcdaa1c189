FROM node:22-slim
WORKDIR /app
COPY . .
RUN yarn build
CMD ["node", "index.js"]
