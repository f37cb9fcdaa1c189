FROM node:22-slim
WORKDIR /app
COPY . .
RUN rm -rf node_modules/*
CMD ["node", "index.js"]
