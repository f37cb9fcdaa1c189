FROM node:22-slim
WORKDIR /app
COPY . .
RUN find . -name node_modules -type d -prune -print0 | xargs -0 rm -rf && npm i
CMD ["node", "index.js"]
