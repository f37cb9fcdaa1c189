FROM node:22
WORKDIR /data
COPY . /srv/app
CMD ["node", "/srv/app/index.js"]
