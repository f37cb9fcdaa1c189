FROM node:22-slim
WORKDIR /app
COPY . .
RUN `which npm` ci
CMD ["node", "index.js"]
