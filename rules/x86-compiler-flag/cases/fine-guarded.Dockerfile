FROM gcc:14
RUN flags=-O2; if [ "$(uname -m)" = x86_64 ]; then flags="$flags -mavx2"; fi; make CFLAGS="$flags"
RUN case "$(dpkg --print-architecture)" in amd64) CFLAGS=-msse4.2 ;; arm64) CFLAGS=-march=armv8-a+crc ;; esac; export CFLAGS; make
