FROM debian:12
SHELL ["/bin/bash", "-c"]
ARG TARGETARCH
ARG TARGETPLATFORM
RUN ARCH=$(dpkg --print-architecture 2>/dev/null || uname -m); case "$ARCH" in amd64|x86_64) echo 1;; arm64|aarch64) echo 2;; *) echo bad >&2; exit 1;; esac
RUN case "$(uname -m || echo unknown)" in x86_64) echo 1;; aarch64) echo 2;; *) exit 1;; esac
RUN A=$(arch 2>/dev/null || uname -m); case $A in x86_64) echo 1;; aarch64) echo 2;; *) exit 1;; esac
RUN A=$(test "$TARGETARCH" = arm64 && echo aarch64 || echo x86_64); case $A in x86_64) echo 1;; aarch64) echo 2;; *) exit 1;; esac
RUN f() { [ $(uname -m) = x86_64 ] && echo amd64 || echo arm64; }; case $(f) in amd64) echo 1;; arm64) echo 2;; *) exit 1;; esac
RUN f() { printf "linux-"; uname -m; }; case "$(f)" in linux-x86_64) echo 1;; linux-aarch64) echo 2;; *) exit 1;; esac
RUN A="$(echo -n linux-; echo $TARGETARCH)"; case $A in linux-amd64|linux-arm64) ;; *) exit 1;; esac
RUN f() { if [ -n "$V" ]; then echo "detecting"; fi; uname -m; }; case "$(f)" in *x86_64) echo 1;; *aarch64) echo 2;; *) exit 1;; esac
RUN X=; printf -v X '%s' "$TARGETARCH"; case $X in amd64) echo 1;; arm64) echo 2;; *) exit 1;; esac
RUN X=; mapfile -t X <<< "$TARGETARCH"; case $X in amd64) echo 1;; arm64) echo 2;; *) exit 1;; esac
RUN case $TARGETARCH in amd64) ;& x86_64) true;; arm64) ;; *) exit 1;; esac
RUN shopt -s nocasematch; case $TARGETARCH in AMD64|ARM64) ;; *) exit 1;; esac
RUN known() { while [ $# -gt 0 ]; do [ "$1" = "$TARGETARCH" ] && return 0; shift; done; return 1; }; known amd64 arm64 || exit 1
RUN uname -m | xargs -I{} echo linux-{} | grep -q linux- || exit 1
RUN case "$(cat <<< "$TARGETARCH" </dev/null)" in "") ;; *) exit 1 ;; esac
