FROM alpine:3.22
COPY <<EOF /etc/app.conf
# it's for "$TARGETARCH"
EOF
