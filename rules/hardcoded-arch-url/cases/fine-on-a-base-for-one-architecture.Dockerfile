FROM registry.example.com/team/nginx-amd64:1
RUN curl -fsSLO https://dl.example.com/tool-linux-amd64.tar.gz
