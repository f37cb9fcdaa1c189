FROM alpine:3.22 AS get-amd64
ENV VERSION=1.2
ENV TOOL=tool-${VERSION}-x86_64.tgz
FROM alpine:3.22 AS get-arm64
ENV VERSION=1.2
ENV TOOL=tool-${VERSION}-aarch64.tgz
FROM get-${TARGETARCH}
RUN wget https://example.com/$TOOL
