FROM alpine:3.22
RUN --mount=type=cache,id=apk,sharing=shared,target=/etc/apk/cache/ apk add git
