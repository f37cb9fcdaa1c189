FROM nginx:1.29
COPY dist/app-linux-amd64 /usr/share/nginx/html/
COPY downloads/ /srv/
