FROM debian:bookworm-slim
RUN set -e; \
    pick() { case "$(uname -m)" in x86_64) echo amd64 ;; *) return 1 ;; esac; }; \
    if pick; then echo here; fi; \
    pick || true; \
    name=$(pick) || name=other; \
    name=$(pick || echo other); \
    name=$(pick) && echo "$name"; \
    ! pick || echo here; \
    echo "$(pick)" "$name"
