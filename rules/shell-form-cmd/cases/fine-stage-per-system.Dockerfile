FROM alpine:3.22 AS run-linux
CMD server $PORT
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022 AS run-windows
CMD server %PORT%
FROM run-${TARGETOS}
