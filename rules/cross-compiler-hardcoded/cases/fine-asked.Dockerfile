FROM debian:13
RUN gnuArch="$(dpkg-architecture --query DEB_BUILD_GNU_TYPE)"; \
    ./configure --build="$gnuArch" && make
RUN ./configure --host="$(gcc -dumpmachine)"
RUN CC="$(uname -m)-linux-gnu-gcc" make
