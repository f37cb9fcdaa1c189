FROM node:22-slim
WORKDIR /app
COPY . .
RUN find node_modules -name "*.node" -delete && npm rebuild
CMD ["node", "index.js"]
