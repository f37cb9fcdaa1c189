FROM --platform=$BUILDPLATFORM alpine:3.22 AS fetch
ARG TARGETARCH
RUN wget -O /out/tool https://example.com/tool-linux-$(uname -m)
FROM alpine:3.22
COPY --from=fetch /out/tool /usr/local/bin/tool
