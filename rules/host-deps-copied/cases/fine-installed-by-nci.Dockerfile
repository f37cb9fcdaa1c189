FROM node:22-slim
WORKDIR /app
COPY . .
RUN npm i -g @antfu/ni && nci
CMD ["node", "index.js"]
