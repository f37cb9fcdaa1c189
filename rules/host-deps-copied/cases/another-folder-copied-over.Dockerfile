FROM node:22-slim AS build
WORKDIR /app
COPY package*.json ./
RUN npm ci

FROM node:22-slim
WORKDIR /app
COPY . .
COPY --from=build /app/dist ./dist
CMD ["node", "index.js"]
