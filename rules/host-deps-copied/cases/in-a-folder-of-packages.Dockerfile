FROM node:22-slim
WORKDIR /app
COPY packages ./packages
WORKDIR /app/packages/api
CMD ["node", "index.js"]
