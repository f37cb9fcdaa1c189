FROM alpine:3.22
ARG TARGETARCH
RUN [ "$TARGETARCH" = amd64 ] && echo "only here" || true
RUN if [ "$TARGETARCH" = arm64 ]; then echo there; fi
RUN test "$TARGETARCH" != amd64 || echo again
