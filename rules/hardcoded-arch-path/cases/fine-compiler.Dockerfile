FROM debian:bookworm
ENV CC=/usr/bin/x86_64-linux-gnu-gcc CMAKE_SYSTEM_PROCESSOR=x86_64
