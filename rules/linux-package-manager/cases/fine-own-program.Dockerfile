FROM diamol/base
RUN ./tools/apt-get
