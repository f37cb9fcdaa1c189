FROM alpine:3.22
COPY <<'EOF' /etc/literal.conf
$TARGETARCH
EOF
ARG TARGETARCH
COPY <<EOF /etc/app.conf
$TARGETARCH
EOF
