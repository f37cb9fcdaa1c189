FROM node:22
RUN npm install --cpu=x64 sharp && npm i @esbuild/linux-x64@0.25.0
