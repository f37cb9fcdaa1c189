FROM node:22-slim
WORKDIR /app
COPY . .
COPY docker/bin/build-app /usr/local/bin/
RUN build-app
CMD ["node", "index.js"]
