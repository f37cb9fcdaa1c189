FROM --platform=$BUILDPLATFORM alpine:3.22 AS fetch
ARG TARGETARCH
RUN wget -O /rg "https://example.com/rg-$TARGETARCH"
FROM alpine:3.22
COPY --from=fetch /rg /usr/bin/rg
