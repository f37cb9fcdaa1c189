FROM debian:12
SHELL ["/bin/bash", "-c"]
ARG TARGETARCH
ARG TARGETPLATFORM
RUN P=$(echo "$(uname -s) $(uname -m)" | cut -d " " -f 2); case $P in x86_64) echo 1;; aarch64) echo 2;; *) exit 1;; esac
RUN A=$(echo "$TARGETPLATFORM" | cut --delimiter=/ -f2); case $A in amd64) echo 1;; arm64) echo 2;; *) exit 1;; esac
RUN [ -z "$(uname -m | cut -s -d: -f1)" ] || exit 1
RUN A=$(echo "$TARGETPLATFORM" | awk -F"[/]" '{print $2}'); case $A in amd64) echo 1;; arm64) echo 2;; *) exit 1;; esac
RUN A=$(echo "$TARGETPLATFORM" | awk -F'[/-]' '{print $2}'); case $A in amd64) echo 1;; arm64) echo 2;; *) exit 1;; esac
RUN A=$(echo "linux   $TARGETARCH" | awk '{print $2}'); case $A in amd64) echo 1;; arm64) echo 2;; *) exit 1;; esac
RUN A=$(echo "linux-$TARGETARCH" | awk -v FS=- '{print $2}'); case $A in amd64) echo 1;; arm64) echo 2;; *) exit 1;; esac
RUN A=$(uname -m | sed --expression="s/x86_64/amd64/" --expression="s/aarch64/arm64/"); case $A in amd64) echo 1;; arm64) echo 2;; *) exit 1;; esac
RUN case "$(uname -m | sed -n 's/x86_64/amd64/p')" in amd64|'') ;; *) exit 1;; esac
RUN case "$(uname -m | sed 's/X86_64/amd64/I;s/6/x/9')" in amd64|aarch64) ;; *) exit 1;; esac
RUN [ -z "$(uname -m | tail -n +2)" ] || exit 1
RUN case "${TARGETARCH%%[0-9]*}" in amd|arm) ;; *) exit 1;; esac
RUN case "${TARGETARCH/#a/}" in md64|rm64) ;; *) exit 1;; esac
RUN case "${TARGETARCH//[0-9]/}" in amd|arm) ;; *) exit 1;; esac
RUN A=$(uname -m | cut -c1-3); if [ "$A" != x86 ]; then [ "$A" = aar ] || exit 1; fi
RUN A=$(echo $TARGETARCH | cut -c1-3); if [ "$A" = arm ]; then true; fi
RUN if (( $(uname -m | grep -c x86) )); then true; fi
