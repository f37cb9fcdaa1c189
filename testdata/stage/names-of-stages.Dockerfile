FROM alpine:3.22 AS Base
FROM base AS two
FROM alpine:3.21 AS base
FROM base
COPY --from=BASE /a /a
COPY --from=1 /b /b
COPY --from=busybox:1 /c /c
COPY --from=7 /d /d
RUN --mount=type=bind,from=two,target=/x --mount=from=debian:13,target=/y true
