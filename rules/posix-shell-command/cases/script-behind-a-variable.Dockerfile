FROM golang:1.24
ARG SRC
RUN $SRC/install.sh
