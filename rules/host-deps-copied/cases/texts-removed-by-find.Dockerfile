FROM node:22-slim
WORKDIR /app
COPY . .
RUN find node_modules -name "*.md" -delete && cp -r node_modules/bootstrap/dist public/
CMD ["node", "index.js"]
