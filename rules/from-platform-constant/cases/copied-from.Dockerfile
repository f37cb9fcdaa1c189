FROM --platform=linux/amd64 node:22 AS ui
RUN npm ci && npm run build
FROM nginx:alpine
COPY --from=ui /ui/dist /usr/share/nginx/html
