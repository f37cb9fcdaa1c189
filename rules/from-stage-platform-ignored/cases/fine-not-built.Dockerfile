FROM alpine:3.22 AS base
FROM --platform=$BUILDPLATFORM base AS debug
FROM base
CMD ["/bin/sh"]
