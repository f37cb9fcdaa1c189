FROM debian:13
ARG TARGETARCH
RUN if [ "$TARGETARCH" = amd64 ]; then ./configure --build=x86_64-linux-gnu; else ./configure; fi
