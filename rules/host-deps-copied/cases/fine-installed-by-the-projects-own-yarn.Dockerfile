FROM node:22-slim
WORKDIR /app
COPY . .
RUN node .yarn/releases/yarn-4.1.0.cjs install --immutable
CMD ["node", "index.js"]
