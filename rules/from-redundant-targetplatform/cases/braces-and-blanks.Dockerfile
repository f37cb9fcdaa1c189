FROM --platform=${TARGETPLATFORM}    alpine:3.22 AS final
CMD ["/bin/sh"]
