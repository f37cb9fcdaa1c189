FROM alpine:3.22
RUN TARGETARCH="$(apk --print-arch)" && wget -O /bin/tool "https://dl.example.com/tool-$TARGETARCH"
RUN [ -n "$TARGETARCH" ] || TARGETARCH=$(uname -m); echo $TARGETARCH
RUN : "${TARGETARCH:=$(uname -m)}"; echo $TARGETARCH
