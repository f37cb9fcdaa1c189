FROM node:22-slim
WORKDIR /app
COPY . .
RUN npm run build && rm -rf node_modules/.cache
CMD ["node", "index.js"]
