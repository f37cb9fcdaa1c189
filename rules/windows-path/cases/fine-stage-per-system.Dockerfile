FROM alpine:3.22 AS run-linux
WORKDIR /app
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022 AS run-windows
WORKDIR C:/app
FROM run-${TARGETOS}
