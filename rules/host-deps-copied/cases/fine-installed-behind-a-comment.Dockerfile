FROM node:22-slim
WORKDIR /app
COPY . .
RUN npm \
  # All of them.
  ci
CMD ["node", "index.js"]
