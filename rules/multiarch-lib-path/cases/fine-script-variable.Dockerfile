FROM debian:bookworm
ENV LIBS=/usr/lib/$TRIPLE
RUN ls $LIBS
