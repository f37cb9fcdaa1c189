FROM golang:1.24
RUN cat /proc/cpuinfo
RUN curl -s -o /dev/null https://example.com
RUN go build -o=/dev/null .
