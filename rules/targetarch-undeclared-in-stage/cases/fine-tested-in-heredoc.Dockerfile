FROM alpine:3.22
RUN <<EOF
if [ -z "$TARGETARCH" ]; then exit 0; fi
echo $TARGETARCH
EOF
RUN [ "x$TARGETOS" = x ] || echo $TARGETOS
RUN echo ${TARGETVARIANT-}
