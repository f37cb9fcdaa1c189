FROM alpine:3.22
RUN [ "$(uname -m)" = x86_64 ] || { echo "only for x86_64"; exit 1; }; \
    echo fine
