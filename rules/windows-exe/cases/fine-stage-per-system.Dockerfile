FROM alpine:3.22 AS run-linux
COPY app /
ENTRYPOINT ["/app"]
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022 AS run-windows
COPY app.exe /
ENTRYPOINT ["app.exe"]
FROM run-${TARGETOS}
