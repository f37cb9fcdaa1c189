FROM debian:bookworm
RUN TARGET_TRIPLE="x86_64-linux-gnu" && echo "for $TARGET_TRIPLE" && PKG=/usr/lib/libfoo.so
RUN wget https://example.com/usr/lib/x86_64-linux-gnu/readme.txt
