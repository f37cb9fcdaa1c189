FROM debian:bookworm-slim
RUN uname -m | grep -qx 'a.*64\|x86.*' || exit 1
RUN uname -m | grep -qw 'aarch.*\|x86_.*' || exit 1
RUN uname -m | grep -qE '^[ax][a-z0-9_]+64$' || exit 1
RUN echo "amd64 arm64" | grep -qw "$(dpkg --print-architecture)" || exit 1
RUN uname -m | grep -qv '^arm' || exit 1
