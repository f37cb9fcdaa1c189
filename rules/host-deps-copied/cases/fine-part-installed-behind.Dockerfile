FROM node:24-slim
WORKDIR /srv/mono
COPY . .
RUN npm ci --workspaces
WORKDIR /srv/mono/services/mail
CMD ["node", "main.js"]
