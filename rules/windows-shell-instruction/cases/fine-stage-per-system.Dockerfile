FROM alpine:3.22 AS run-linux
RUN echo ready
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022 AS run-windows
SHELL ["cmd", "/S", "/C"]
FROM run-${TARGETOS}
