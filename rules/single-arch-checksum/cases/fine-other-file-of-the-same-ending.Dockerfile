FROM alpine:3.22
ARG TARGETARCH
RUN wget https://example.com/$TARGETARCH/sub-tool.tgz \
  && wget https://example.com/tool.tgz \
  && echo "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef  tool.tgz" | sha256sum -c
