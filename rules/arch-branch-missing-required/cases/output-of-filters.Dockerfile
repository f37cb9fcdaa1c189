FROM debian:12
ARG TARGETPLATFORM
RUN A=$(echo "$TARGETPLATFORM" | cut -d '/' -f 2); case $A in amd64) ;; *) exit 1;; esac
RUN A=$(echo "linux $(uname -m)" | awk '{print $2}'); case $A in x86_64) ;; *) exit 1;; esac
RUN A=$(uname -m | sed -E -e 's/x86_64/amd64/g' -e 's/aarch64/arm64/'); case $A in amd64) ;; *) exit 1;; esac
RUN f() { printf "linux-"; uname -m; }; case "$(f)" in linux-x86_64) ;; *) exit 1;; esac
