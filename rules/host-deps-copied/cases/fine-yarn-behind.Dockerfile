FROM node:24-slim
WORKDIR /app
COPY . .
RUN yarn install --frozen-lockfile
CMD ["node", "index.js"]
