FROM alpine:3.22 AS Base
FROM --platform=$BUILDPLATFORM base
CMD ["/bin/sh"]
