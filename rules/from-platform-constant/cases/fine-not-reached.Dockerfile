FROM --platform=linux/amd64 node:22 AS ui
FROM nginx:alpine
CMD ["nginx"]
