FROM debian:bookworm-slim
RUN is_amd64() { case "$(arch)" in x86_64) true ;; *) false ;; esac; }; \
    if is_amd64; then echo here; fi; \
    is_amd64 || echo elsewhere
