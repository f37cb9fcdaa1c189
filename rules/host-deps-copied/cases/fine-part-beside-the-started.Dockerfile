FROM node:24-slim
WORKDIR /srv
COPY . .
WORKDIR /srv/services/mail-api
CMD ["node", "main.js"]
