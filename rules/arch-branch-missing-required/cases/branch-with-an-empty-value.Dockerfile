FROM debian:trixie-slim
RUN case "$(dpkg --print-architecture)" in amd64) sum=38b8 ;; arm64) sum= ;; esac; \
    if [ -z "$sum" ]; then echo "nothing for this machine" >&2; exit 1; fi; \
    fetch --sha256 "$sum"
RUN set -e; if [ "$(uname -m)" = aarch64 ]; then kind=unsupported; else kind=fast; fi; \
    [ "$kind" != unsupported ]; fetch "$kind"
RUN case "$(arch)" in x86_64) flavor=full ;; *) flavor=none ;; esac; case $flavor in full) fetch ;; *) exit 3 ;; esac
