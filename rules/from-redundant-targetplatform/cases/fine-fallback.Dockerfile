FROM --platform=${TARGETPLATFORM:-linux/amd64} alpine:3.22
CMD ["/bin/sh"]
