FROM node:24-slim
COPY . /srv
WORKDIR /srv/web
CMD ["npm", "start"]
