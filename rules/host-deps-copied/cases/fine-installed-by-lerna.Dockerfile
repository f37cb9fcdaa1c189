FROM node:22-slim
WORKDIR /app
COPY . .
RUN npx lerna bootstrap
CMD ["node", "index.js"]
