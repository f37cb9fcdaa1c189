FROM debian:13
WORKDIR /openssl
RUN ./Configure no-shared --prefix=/opt/linux-x86_64 && make -j4
RUN ./Configure "linux-$(uname -m)" no-shared && make -j4
RUN case "$(uname -m)" in x86_64) t=linux-x86_64 ;; *) t=linux-aarch64 ;; esac; ./Configure $t && make
RUN ./Configure linux-x86_64 --cross-compile-prefix=x86_64-linux-gnu- && make
