FROM alpine:3.22 AS Fetch-AMD64
ADD https://dl.example.com/engine-x86_64.tar.gz /engine.tgz
FROM fetch-${TARGETARCH}
