# The folder and the program; a signature that names the file it is for.
FROM ubuntu:22.04
RUN curl -fsSLO https://repo.example.com/ubuntu/amd64/tool.tar.gz
RUN curl -fsSLO https://repo.example.com/v1/tool-amd64.asc
