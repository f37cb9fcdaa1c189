FROM node:24-slim
COPY node_modules /app/node_modules
CMD ["node", "/app/index.js"]
