FROM ubuntu:24.04
RUN echo 'deb [arch=amd64,i386] https://cran.example.com/bin/linux/ubuntu noble/' > /etc/apt/sources.list.d/cran.list
