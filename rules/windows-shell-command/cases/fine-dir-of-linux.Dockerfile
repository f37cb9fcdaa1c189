FROM golang:1.24
RUN dir /tmp && find / -name x && sort -u a
