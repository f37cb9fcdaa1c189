ARG TARGETOS
FROM alpine:3.22 AS run-linux
RUN <<EOF
apk add --no-cache curl
EOF
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022 AS run-windows
FROM run-${TARGETOS}
