FROM node:22-slim AS deps
WORKDIR /app
COPY package.json ./
RUN npm ci

FROM node:22-slim
WORKDIR /app
COPY . .
RUN --mount=type=bind,from=deps,source=/app,target=/deps cp -a /deps/. .
CMD ["node", "index.js"]
