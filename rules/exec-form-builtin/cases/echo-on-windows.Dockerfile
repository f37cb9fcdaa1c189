FROM golang:1.24
CMD ["echo", "ready"]
