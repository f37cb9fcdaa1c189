FROM debian:bookworm-slim
ARG NIGHTLY
RUN URL=https://example.com/stable/tool-linux-amd64.tgz \
 && if [ "$NIGHTLY" = yes ]; then URL=https://example.com/nightly/tool-linux-amd64.tgz; fi \
 && wget -qO- "$URL" | tar xz -C /usr/local
