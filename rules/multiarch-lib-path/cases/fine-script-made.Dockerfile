FROM alpine:3.22
RUN mkdir -p /usr/lib/x86_64-linux-gnu && ln -s /usr/lib/libz.so.1 /usr/lib/x86_64-linux-gnu/libz.so.1
RUN cp /opt/app/libapp.so /usr/lib/x86_64-linux-gnu/
