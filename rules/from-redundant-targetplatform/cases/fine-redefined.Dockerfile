ARG TARGETPLATFORM=linux/amd64
FROM --platform=$TARGETPLATFORM alpine:3.22
CMD ["/bin/sh"]
