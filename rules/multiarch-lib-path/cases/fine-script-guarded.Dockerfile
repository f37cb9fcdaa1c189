FROM debian:bookworm
RUN if [ "$(dpkg --print-architecture)" = amd64 ]; then ln -s /usr/lib/x86_64-linux-gnu/libfoo.so /usr/lib/; fi
RUN case "$(uname -m)" in \
      x86_64) libdir=/usr/lib/x86_64-linux-gnu ;; \
      aarch64) libdir=/usr/lib/aarch64-linux-gnu ;; \
    esac; ./configure --with-libdir="$libdir"
RUN [ -d /usr/lib/x86_64-linux-gnu ] && cp /usr/lib/x86_64-linux-gnu/libfoo.so /opt || true
