FROM node:22-slim
WORKDIR /app
COPY . .
RUN npm --omit dev ci
CMD ["node", "index.js"]
