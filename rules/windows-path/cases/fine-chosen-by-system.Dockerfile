FROM alpine:3.22 AS run-linux
ENV ROOT=/app
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022 AS run-windows
ENV ROOT=C:/app
FROM run-${TARGETOS}
WORKDIR $ROOT
