FROM debian:bookworm-slim
RUN set -eux; \
    arch() { case "$(dpkg --print-architecture)" in amd64) echo x64 ;; armhf) echo armv7 ;; *) echo "no release" >&2; return 1 ;; esac; }; \
    name="$(arch)"; \
    echo "$name"
