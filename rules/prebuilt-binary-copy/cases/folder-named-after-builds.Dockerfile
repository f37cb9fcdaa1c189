FROM alpine:3.22
COPY bin/ /usr/local/bin/
RUN mkdir -p /var/lib/builds && echo "build" > /version
ENTRYPOINT ["server"]
