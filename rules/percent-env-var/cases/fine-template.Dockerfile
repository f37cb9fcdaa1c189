FROM nginx:alpine
ENV PORT=80
CMD sed -i "s/%PORT%/$PORT/" /etc/nginx/nginx.conf && nginx
