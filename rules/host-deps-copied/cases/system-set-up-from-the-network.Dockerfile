FROM node:22-slim
WORKDIR /app
COPY . .
RUN curl -fsSL https://deb.nodesource.com/setup_20.x | bash - && apt-get install -y nodejs
CMD ["node", "index.js"]
