FROM alpine:3.22
CMD ["/bin/sh", "-c", "ls"]
