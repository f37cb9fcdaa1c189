FROM alpine:3.22 AS run-linux
FROM mcr.microsoft.com/windows/nanoserver:1809 AS run-windows
FROM run-${TARGETOS}
COPY app /app
