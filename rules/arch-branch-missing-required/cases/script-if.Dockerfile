FROM alpine:3.22
ARG TARGETARCH
RUN <<EOF
if [ "$TARGETARCH" = amd64 ]; then
  echo one
elif [ "$TARGETARCH" = arm64 ]; then
  echo two
else
  echo "no" >&2
  false
fi
EOF
