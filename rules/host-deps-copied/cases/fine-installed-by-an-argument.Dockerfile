FROM node:22-slim
WORKDIR /app
COPY . .
ARG PM=npm
RUN $PM ci
CMD ["node", "index.js"]
