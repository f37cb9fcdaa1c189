FROM alpine:3.22
ARG VERSION
ARG TARGETARCH
ENV FILE="tool-v${VERSION}-linux-${TARGETARCH}.tar.gz" \
    X64="tool-v${VERSION}-linux-amd64.zip" \
    ARM="tool-v${VERSION}-linux-arm64.zip"
RUN wget https://example.com/${FILE}
RUN case "$(uname -m)" in \
      x86_64) wget https://example.com/${X64} ;; \
      aarch64) wget https://example.com/${ARM} ;; \
    esac
ADD https://example.com/${FILE} /tmp/
