FROM debian:bookworm
RUN some-tool \
RUN
