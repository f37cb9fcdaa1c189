FROM debian:12
ARG TARGETARCH
RUN A=$(uname -m 2>/dev/null || echo x86_64) && if [ "$A" != x86_64 ]; then curl -fLO https://e.com/t-linux-aarch64.tgz; fi
RUN A=$(dpkg --print-architecture 2>/dev/null || echo amd64); if [ "$A" = arm64 ]; then curl -fLO https://e.com/t-linux-arm64.tgz; else curl -fLO https://e.com/t-linux-amd64.tgz; fi
RUN A=$(test "$TARGETARCH" = arm64 && echo aarch64 || echo x86_64); if [ "$A" = aarch64 ]; then curl -fLO https://e.com/t-linux-arm64.tgz; else curl -fLO https://e.com/t-linux-amd64.tgz; fi
RUN A=$(uname -m | cut -c1-3); if [ "$A" != x86 ]; then curl -fLO https://e.com/t-linux-arm64.tgz; else curl -fLO https://e.com/t-linux-amd64.tgz; fi
RUN A=${TARGETARCH%%[0-9]*}; if [ "$A" = arm ]; then curl -fLO https://e.com/t-linux-arm64.tgz; else curl -fLO https://e.com/t-linux-amd64.tgz; fi
RUN A=$(echo "linux/$TARGETARCH" | awk -F'[-/]' '{print $2}'); if [ "$A" = arm64 ]; then curl -fLO https://e.com/t-linux-arm64.tgz; else curl -fLO https://e.com/t-linux-amd64.tgz; fi
