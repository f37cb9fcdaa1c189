FROM diamol/base
RUN echo apt-get is for Linux
