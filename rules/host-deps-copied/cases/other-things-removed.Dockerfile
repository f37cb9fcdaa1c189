FROM node:22-slim
WORKDIR /app
COPY . .
RUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/* && find /usr/share -type f -name "*.gz" -delete && rm -f *.tgz && npm run build
CMD ["node", "index.js"]
