FROM node:24-slim
WORKDIR /app
COPY . .
RUN npm install bcrypt
CMD ["node", "index.js"]
