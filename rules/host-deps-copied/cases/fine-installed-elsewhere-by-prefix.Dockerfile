FROM node:22-slim
COPY . /app
RUN npm --prefix /app ci
CMD ["node", "/app/index.js"]
