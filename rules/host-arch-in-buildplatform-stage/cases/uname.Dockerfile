FROM --platform=$BUILDPLATFORM alpine:3.22 AS fetch
RUN wget -O /usr/local/bin/rg "https://example.com/rg-$(uname -m)"
FROM alpine:3.22
COPY --from=fetch /usr/local/bin/rg /usr/bin/rg
