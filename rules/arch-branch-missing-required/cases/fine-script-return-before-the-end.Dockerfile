FROM debian:bookworm-slim
RUN set -e; \
    known() { for it in x86_64 aarch64; do [ "$(uname -m)" = "$it" ] && return 0; done; return 1; }; \
    given() { if [ -e /etc/arch ]; then return 0; fi; case "$(uname -m)" in x86_64) ;; *) return 1 ;; esac; }; \
    known; \
    given; \
    [ "$(uname -m)" = x86_64 ] && echo here; \
    echo done
