FROM alpine:3.22
COPY bin/linux-amd64/app bin/linux-arm64/app /opt/
