FROM node:22-slim
WORKDIR /app
COPY . .
RUN echo "Using npm $(npm --version)" && npm run build # needs npm
CMD ["node", "index.js"]
