FROM --platform=linux/arm64 node:22-alpine
CMD ["node"]
