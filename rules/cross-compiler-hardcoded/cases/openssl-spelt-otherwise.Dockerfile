FROM debian:13 AS a
RUN cd openssl && ./Configure --prefix=/usr no-shared linux-x86_64 && make
FROM debian:13 AS b
RUN cd openssl && ./Configure \
      linux-x86_64 --prefix=/usr && make
FROM debian:13
RUN perl ./Configure  linux-x86_64 --prefix=/usr && make
COPY --from=a /usr/lib/ssl /a
COPY --from=b /usr/lib/ssl /b
