FROM debian:13 AS site
RUN apt-get update && apt-get install -y hugo
COPY . /site
RUN cd /site && hugo --minify
FROM nginx:1.29
COPY --from=site /site/public/ /usr/share/nginx/html/
