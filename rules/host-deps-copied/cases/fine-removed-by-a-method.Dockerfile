FROM node:24-slim
WORKDIR /app
COPY . .
RUN node -e "require('fs').rmSync('node_modules',{recursive:true})" && npm i
CMD ["node", "index.js"]
