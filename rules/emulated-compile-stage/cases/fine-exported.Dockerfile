FROM node:22
WORKDIR /app
RUN npm ci && npm run build
CMD ["node", "dist/main.js"]
