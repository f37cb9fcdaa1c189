FROM node:22
RUN npm install --cpu=x64 sharp
