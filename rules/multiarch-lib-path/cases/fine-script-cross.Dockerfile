FROM debian:bookworm
RUN dpkg --add-architecture amd64 && apt-get update && apt-get install -y libssl-dev:amd64
RUN cp /usr/lib/x86_64-linux-gnu/libssl.so.3 /opt/amd64/
RUN cp -r /crossrootfs/x64/usr/lib/x86_64-linux-gnu/libssl.so /opt/ndk/lib
