FROM debian:13
RUN wget -qO- https://www.openssl.org/source/openssl-3.3.2.tar.gz | tar xz && cd openssl-3.3.2 \
    && ./Configure linux-x86_64 no-shared --prefix=/opt/ssl && make -j4 && make install_sw
