FROM node:22-slim
WORKDIR /app
COPY . .
RUN npm run build && chmod +x entrypoint.sh
CMD ["node", "index.js"]
