# What a branch sets is tested, and the platform that is required goes on.
FROM debian:trixie-slim
RUN case "$(dpkg --print-architecture)" in amd64) url=https://e.com/x64 ;; arm64) url=https://e.com/a64 ;; *) url=none ;; esac; \
    if [ "$url" = none ]; then echo "nothing for this machine" >&2; exit 1; fi; curl -fLO "$url"
RUN case "$(uname -m)" in x86_64) extra=--with-simd ;; aarch64) extra= ;; esac; if [ -z "$extra" ]; then echo without; fi; make $extra
RUN case "$(uname -m)" in x86_64) prebuilt=1 ;; *) prebuilt= ;; esac; if [ -z "$prebuilt" ]; then exit 0; fi; fetch-prebuilt
RUN kind=none; if [ "$kind" = none ]; then echo never; fi; [ -n "$kind" ]
RUN case "$(uname -m)" in x86_64) n=2 ;; *) n=3 ;; esac; n=4; if [ "$n" = 3 ]; then exit 1; fi
RUN if [ "$(uname -m)" = aarch64 ]; then mode=slow; else mode=fast; fi; if [ "$mode" = slow ]; then (exit 1) || true; fi; make "$mode"
RUN if [ "$(uname -m)" = aarch64 ]; then url=none; fi; if [ "$url" = none ] && ! command -v make; then exit 1; fi; make
