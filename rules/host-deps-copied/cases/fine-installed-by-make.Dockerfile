FROM node:22-slim
WORKDIR /app
COPY . .
RUN make install-deps
CMD ["node", "index.js"]
