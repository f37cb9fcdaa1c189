FROM alpine:3.22 AS run-linux
COPY --chown=nobody app /app
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022 AS run-windows
COPY app.exe /app.exe
FROM run-${TARGETOS}
