# What stands there is known, of whatever it is made.
FROM debian:bookworm-slim
ARG TARGETARCH TARGETVARIANT
RUN case "$(uname -s)-$(uname -m)" in Linux-x86_64) t=amd64 ;; *) echo "no build" >&2; exit 1 ;; esac; ./get $t
RUN case "${TARGETARCH}${TARGETVARIANT}" in amd64) t=x64 ;; armv7) t=armhf ;; *) exit 1 ;; esac; ./get $t
RUN machine=$(uname -m); case "linux_$machine" in linux_x86_64) t=x64 ;; *) exit 1 ;; esac; ./get $t
