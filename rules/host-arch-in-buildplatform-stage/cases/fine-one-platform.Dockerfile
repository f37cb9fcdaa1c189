FROM --platform=$BUILDPLATFORM alpine:3.22 AS fetch
RUN wget -O /rg "https://example.com/rg-$(uname -m)"
FROM alpine:3.22
COPY --from=fetch /rg /usr/bin/rg
