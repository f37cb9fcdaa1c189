FROM node:22-slim
WORKDIR /app
COPY . .
RUN npm remove bcrypt
CMD ["node", "index.js"]
