FROM node:22-slim
WORKDIR /app
COPY . .
RUN node -e "console.log(process.version)" && echo "done" > /tmp/state
CMD ["node", "index.js"]
