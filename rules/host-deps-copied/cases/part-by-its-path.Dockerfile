FROM node:24-slim
WORKDIR /srv
COPY apps apps
CMD ["node", "apps/web/server.js"]
