FROM node:22
WORKDIR /app
COPY . /src
RUN cp /src/package.json /src/server.js /app/ && npm install --omit=dev
CMD ["node", "server.js"]
