FROM debian:bookworm-slim
ARG TARGETARCH TARGETVARIANT
RUN case "$(uname -s)-$(uname -m)" in Linux-x86_64) t=amd64 ;; Linux-aarch64) t=arm64 ;; *) exit 1 ;; esac; ./get $t
RUN case "${TARGETARCH}${TARGETVARIANT}" in amd64) t=x64 ;; arm64*) t=aarch64 ;; *) exit 1 ;; esac; ./get $t
RUN machine=$(uname -m); case "linux_$machine" in linux_x86_64 | linux_aarch64) ./get $machine ;; *) exit 1 ;; esac
