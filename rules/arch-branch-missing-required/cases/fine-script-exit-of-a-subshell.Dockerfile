FROM alpine:3.22
RUN ( [ "$(uname -m)" = x86_64 ] || exit 1 ) || echo "elsewhere"; \
    name="$(case "$(uname -m)" in x86_64) echo a ;; *) exit 1 ;; esac)" || name=b; \
    echo "$name"
