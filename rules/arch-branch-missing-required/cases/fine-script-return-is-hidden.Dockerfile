FROM debian:bookworm-slim
RUN set -e; \
    pick() { case "$(uname -m)" in x86_64) echo amd64 ;; *) return 1 ;; esac; }; \
    show() { local name=$(pick); echo "$name"; }; \
    export NAME=$(pick); \
    show
