FROM node:24-slim
WORKDIR /srv/mail
COPY . .
CMD ["node", "main.js"]
