FROM node:22
WORKDIR /app
COPY . /src
RUN cd /src && npm run build && cp -r dist/index.js /app/
CMD ["node", "index.js"]
