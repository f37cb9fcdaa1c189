FROM debian:bookworm-slim
RUN case "$(dpkg --print-architecture 2>/dev/null)" in amd64) ;; *) exit 1 ;; esac
RUN case "$(dpkg --print-architecture 2>&1)" in amd64) ;; *) exit 1 ;; esac
RUN case "$(echo "for people" >&2; uname -m)" in x86_64) ;; *) exit 1 ;; esac
RUN uname -m 2>/dev/null | grep -q x86_64 2>/dev/null || exit 1
