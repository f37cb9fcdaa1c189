FROM ubuntu:24.04 AS libs
FROM libs AS more
FROM scratch
COPY --from=more /usr/lib64/ /lib64/
