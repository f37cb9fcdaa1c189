FROM alpine:3.22 AS tools
COPY protoc-linux-x86_64 /usr/bin/protoc
RUN protoc --version
FROM alpine:3.22
COPY --from=tools /usr/bin/protoc /usr/bin/
