FROM node:22-slim
WORKDIR /app
COPY . .
RUN cp -a /deps/node_modules .
CMD ["node", "index.js"]
