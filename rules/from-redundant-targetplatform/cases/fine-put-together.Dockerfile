FROM --platform=$TARGETOS/$TARGETARCH alpine:3.22
CMD ["/bin/sh"]
