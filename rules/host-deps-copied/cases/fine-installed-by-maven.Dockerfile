FROM node:22-slim
WORKDIR /app
COPY . .
RUN mvn -B package
CMD ["node", "index.js"]
