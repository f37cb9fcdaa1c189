FROM node:24-slim
COPY app/ /app/
CMD ["node", "/app/index.js"]
