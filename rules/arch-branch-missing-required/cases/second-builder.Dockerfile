FROM alpine:3.22 AS protoc-amd64
ADD https://dl.example.com/protoc-linux-x86_64.zip /protoc.zip
FROM protoc-${BUILDARCH} AS protoc
FROM alpine:3.22
COPY --from=protoc /gen /gen
