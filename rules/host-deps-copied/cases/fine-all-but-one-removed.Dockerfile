FROM node:22-slim
WORKDIR /app
COPY . .
SHELL ["/bin/bash", "-O", "extglob", "-c"]
RUN rm -rf !(dist) && npm i
CMD ["node", "index.js"]
