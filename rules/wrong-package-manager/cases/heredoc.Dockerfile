FROM debian:13-slim AS build
FROM build
COPY --chmod=0755 entrypoint.sh /entrypoint.sh
RUN <<EOF
set -e
sudo apk update
apk add --no-cache jq
EOF
