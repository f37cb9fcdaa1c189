FROM debian:bookworm-slim
ARG FLAVOUR
RUN if [ "$FLAVOUR" = small ]; then FILE=tool-arm64.tgz; else FILE=tool-amd64.tgz; fi \
 && wget -O /tmp/tool.tgz "https://example.com/$FILE"
RUN case "$FLAVOUR" in a) X=x86; Y=_64 ;; *) X=x86; Y= ;; esac; \
    wget "https://example.com/tool-$X$Y.tgz"
RUN if [ -n "$FLAVOUR" ]; then FILE=armour64; else FILE=xmour64; fi; wget "https://example.com/$FILE"
RUN if [ -n "$FLAVOUR" ]; then FILE=tool-linux-amd64; fi; wget "https://example.com/${FILE:-tool}"
