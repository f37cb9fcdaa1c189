FROM alpine:3.22
ARG TARGETARCH
RUN wget "https://example.com/x-${TARGETARCH}.tgz" "https://example.com/SHA256SUMS" && grep "x-${TARGETARCH}.tgz" SHA256SUMS | sha256sum -c -
