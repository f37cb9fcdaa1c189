# syntax=docker/dockerfile:1
FROM alpine:3.22
RUN cat > /template <<'EOF'
FROM base-$TARGETARCH
EOF
COPY <<'EOF' /other
FROM base-$TARGETARCH
EOF
