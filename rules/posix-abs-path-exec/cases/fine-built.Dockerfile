FROM golang:1.24
RUN go build -o /bin/app .
CMD ["/bin/app"]
