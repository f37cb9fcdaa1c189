FROM alpine:3.22 AS run-linux
COPY a /data/
VOLUME /data
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022 AS run-windows
VOLUME C:/data
FROM run-${TARGETOS}
