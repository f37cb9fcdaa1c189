FROM alpine:3.22
COPY --from=busybox:1.37 /bin/busybox /bin/
RUN --mount=type=cache,target=/var/cache --mount=type=bind,from=busybox:1.37,target=/b ls
COPY --from=1 /bin/busybox /bin/b
COPY --from=2 /a /a
COPY --from=3 /bin/busybox /bin/c
COPY --from=4 /bin/busybox /bin/d
