FROM node:22-slim
WORKDIR /app
COPY . .
RUN scripts/bootstrap
CMD ["node", "index.js"]
