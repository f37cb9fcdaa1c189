FROM alpine:3.22 AS run-linux
ENV PATH=/opt/bin:$PATH
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022 AS run-windows
ENV PATH="C:/bin;$PATH"
FROM run-${TARGETOS}
