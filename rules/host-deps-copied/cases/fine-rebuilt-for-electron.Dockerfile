FROM node:22-slim
WORKDIR /app
COPY . .
RUN npx @electron/rebuild -f
CMD ["node", "index.js"]
