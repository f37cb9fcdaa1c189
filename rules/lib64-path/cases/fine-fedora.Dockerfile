FROM fedora:42 AS libs
FROM scratch
COPY --from=libs /lib64/ /lib64/
