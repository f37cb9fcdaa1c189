FROM node:22-slim
WORKDIR /app
COPY . .
RUN ./node_modules/.bin/tsc
CMD ["node", "index.js"]
