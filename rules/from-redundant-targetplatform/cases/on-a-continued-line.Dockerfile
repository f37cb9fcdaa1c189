FROM --platform=$TARGETPLATFORM \
    # the smallest that works
    alpine:3.22 \
    AS final
CMD ["/bin/sh"]
