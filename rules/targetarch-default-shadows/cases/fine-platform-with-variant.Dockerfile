ARG TARGETPLATFORM=linux/arm64/v8
FROM --platform=$TARGETPLATFORM alpine:3.22
CMD ["/bin/sh"]
