FROM node:24-slim
WORKDIR /srv/mono
COPY . .
WORKDIR /srv/mono/services/mail
CMD ["node", "main.js"]
