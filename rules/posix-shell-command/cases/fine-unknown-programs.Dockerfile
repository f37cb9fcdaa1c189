FROM diamol/base
RUN npm ci && npm run build
RUN bin/ls
CMD ["node", "server.js"]
