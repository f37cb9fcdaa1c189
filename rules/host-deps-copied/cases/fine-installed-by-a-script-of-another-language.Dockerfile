FROM node:22-slim
WORKDIR /app
COPY . .
RUN node --no-warnings scripts/setup.mjs
CMD ["node", "index.js"]
