FROM node:22-slim
WORKDIR /app
COPY . .
RUN su node -c ./scripts/bootstrap
CMD ["node", "index.js"]
