FROM node:24-slim
WORKDIR /app
COPY node_modules node_modules
RUN rm -rf node_modules && npm ci
CMD ["node", "index.js"]
