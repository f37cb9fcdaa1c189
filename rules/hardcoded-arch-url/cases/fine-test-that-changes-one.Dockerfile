FROM alpine:3.22
ARG TARGETARCH
RUN suffix=$TARGETARCH; \
    [ "$suffix" != amd64 ] || suffix=x86_64; \
    wget -O /x "https://example.com/x-$suffix"
