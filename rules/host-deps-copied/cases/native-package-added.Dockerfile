FROM node:24-slim
WORKDIR /app
ADD ["node_modules", "package.json", "./node_modules/"]
CMD ["node", "index.js"]
