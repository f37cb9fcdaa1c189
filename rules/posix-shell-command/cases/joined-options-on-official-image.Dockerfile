FROM golang:1.24
RUN rm -rf /root/.cache
