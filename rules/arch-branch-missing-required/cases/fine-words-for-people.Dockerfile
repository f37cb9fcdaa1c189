FROM debian:bookworm-slim
SHELL ["/bin/bash", "-c"]
RUN name() { echo "for $(uname -m)" >&2; echo tool; } \
    && case "$(name)" in tool) ;; *) exit 1 ;; esac
RUN name() { echo "for $(uname -m)" 1>&2 2>/dev/null; echo tool; } \
    && case "$(name)" in tool) ;; *) exit 1 ;; esac
RUN case "$(echo "for $(uname -m)" > /dev/null; echo tool)" in tool) ;; *) exit 1 ;; esac
RUN case "$(echo "for $(uname -m)" &> /var/log/build; echo tool)" in tool) ;; *) exit 1 ;; esac
RUN uname -m | grep -q x86_64 < /arches || exit 1
RUN uname -m | { grep -q x86_64 <&3 || exit 1; } 3< /arches
RUN echo {amd,arm}64 | grep -qw "$(dpkg --print-architecture)" || exit 1
RUN echo arm{64,v7}-$(dpkg --print-architecture) | grep -q "arm64-arm64\|amd64" || exit 1
RUN name() { { echo for; uname -m; } >&2; echo tool; } && case "$(name)" in tool) ;; *) exit 1 ;; esac
RUN [ -z "$({ uname -m; } > /dev/null)" ] || exit 1
RUN { echo amd64 >&2; uname -s; } 2>&1 | grep -q "$(dpkg --print-architecture)" || exit 1
RUN case "$(command -v uname | head -n 1)" in */uname) ;; *) exit 1 ;; esac
