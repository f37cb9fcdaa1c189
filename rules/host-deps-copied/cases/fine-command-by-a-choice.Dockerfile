FROM node:22-slim
WORKDIR /app
COPY . .
RUN if [ -f package-lock.json ]; then C=ci; else C=install; fi; npm $C
CMD ["node", "index.js"]
