FROM debian:13
RUN export CXX=/usr/bin/x86_64-linux-gnu-g++-14 && meson setup build
