ARG PLATFORM=linux/amd64
FROM --platform=${PLATFORM} node:22-alpine
WORKDIR /app
COPY . .
CMD ["node", "server.js"]
