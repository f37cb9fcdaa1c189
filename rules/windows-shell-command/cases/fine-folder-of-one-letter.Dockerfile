FROM diamol/base
RUN mkdir -p /a && touch /a/b
