FROM node:22-slim
WORKDIR /app
COPY . .
RUN node -e "require('child_process').execSync('npm ci', {stdio: 'inherit'})"
CMD ["node", "index.js"]
