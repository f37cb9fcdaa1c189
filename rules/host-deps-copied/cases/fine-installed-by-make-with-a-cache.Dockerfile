FROM node:22-slim
WORKDIR /app
COPY . .
RUN --mount=type=cache,target=/root/.npm CI=1 make deps
CMD ["node", "index.js"]
