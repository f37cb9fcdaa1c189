FROM node:22-slim
WORKDIR /app
COPY . .
RUN npx pnpm@9 install
CMD ["node", "index.js"]
