FROM debian:bookworm-slim
RUN pick() { case "$(uname -m)" in x86_64) echo -amd64 ;; *) return 1 ;; esac; }; \
    suffix=$(pick); \
    echo "$suffix"
RUN set -ex; \
    pick() { case "$(uname -m)" in x86_64) echo -amd64 ;; *) return 1 ;; esac; }; \
    set +e; suffix=$(pick); set -e; \
    echo "$suffix"
