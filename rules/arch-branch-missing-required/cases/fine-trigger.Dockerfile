FROM alpine:3.22 AS base
ONBUILD COPY --from=nothing-of-that-name /x /x
FROM base AS unused
FROM alpine:3.22
CMD ["/bin/sh"]
