FROM alpine:3.22
RUN if [ ! -e /etc/ok ]; then exit 1; fi; \
    if ! wget https://example.com/x; then exit 1; fi; \
    [ "$(cat /version)" = 3 ] || exit 1
