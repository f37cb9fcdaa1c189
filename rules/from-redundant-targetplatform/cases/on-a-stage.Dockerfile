FROM alpine:3.22 AS base
FROM --platform=$TARGETPLATFORM base
CMD ["/bin/sh"]
