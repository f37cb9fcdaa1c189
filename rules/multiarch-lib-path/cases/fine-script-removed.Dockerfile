FROM debian:bookworm
RUN rm -rf /usr/lib/x86_64-linux-gnu/perl && tar czf /src.tgz --exclude /usr/lib/x86_64-linux-gnu /usr
