FROM debian:bookworm AS files
RUN mkdir /loader && cp /lib*/ld-linux-*.so.* /loader/ && rm -f /loader/ld-linux-x86-64.so.2
FROM scratch
COPY --from=files /loader/ /lib/
