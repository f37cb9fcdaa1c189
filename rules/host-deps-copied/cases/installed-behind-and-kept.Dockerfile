FROM node:24-slim
WORKDIR /app
COPY . .
RUN npm install --omit=dev
CMD ["node", "index.js"]
