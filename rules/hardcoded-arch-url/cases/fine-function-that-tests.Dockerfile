FROM debian:bookworm-slim
RUN is_amd64() { [ "$(arch)" = x86_64 ]; }; \
    if is_amd64; then curl -O https://example.com/x64.tgz; fi
RUN is_amd64() { case "$(arch)" in x86_64) return 0 ;; *) return 1 ;; esac; }; \
    is_amd64 && curl -O https://example.com/x64.tgz; true
RUN is_amd64() { if [ "$(arch)" = x86_64 ]; then return 0; fi; return 1; }; \
    if ! is_amd64; then curl -O https://example.com/arm64.tgz; fi
RUN fetch() { [ "$(arch)" = x86_64 ] || return 0; curl -O https://example.com/x64.tgz; }; fetch
