FROM diamol/base
RUN mkdir /var/log/app
