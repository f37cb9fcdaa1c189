FROM node:22-slim
WORKDIR /app
COPY . .
RUN npm \
    --silent  ci --omit=dev
CMD ["node", "index.js"]
