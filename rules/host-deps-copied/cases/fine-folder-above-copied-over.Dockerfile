FROM node:22-slim AS deps
WORKDIR /app
COPY package*.json ./
RUN npm ci

FROM node:22-slim
WORKDIR /app
COPY . .
COPY --from=deps /app ./
CMD ["node", "index.js"]
