FROM --platform=linux/amd64 node:22-alpine
CMD ["node", "server.js"]
