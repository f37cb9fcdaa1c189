FROM golang:1.24
ENV PATH=/opt/bin:$PATH
