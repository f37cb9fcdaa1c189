FROM node:22
CMD node app.js --port $PORT
