FROM debian:bookworm
RUN PATH="$PATH:/usr/lib/x86_64-linux-gnu/gdk-pixbuf-2.0" ldconfig \
    && export LD_LIBRARY_PATH=/usr/lib/x86_64-linux-gnu && ./configure
