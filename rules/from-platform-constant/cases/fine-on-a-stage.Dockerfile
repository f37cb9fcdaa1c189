FROM alpine:3.22 AS base
FROM --platform=linux/amd64 base AS final
CMD ["/bin/sh"]
