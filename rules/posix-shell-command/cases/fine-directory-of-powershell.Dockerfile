FROM golang:1.24
RUN mkdir -p out
