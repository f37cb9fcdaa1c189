FROM alpine:3.22 AS run-linux
ENV LOG=/dev/stdout
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022 AS run-windows
ENV LOG=C:/log.txt
FROM run-${TARGETOS}
