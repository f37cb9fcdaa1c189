FROM alpine:3.22
ARG DIST=dist/linux_amd64_v1
COPY ${DIST}/server /usr/local/bin/server
ENTRYPOINT ["server"]
