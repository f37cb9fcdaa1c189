ARG TARGETOS
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022 AS run-windows
RUN if not exist \data mkdir \data
FROM alpine:3.22 AS run-linux
FROM run-${TARGETOS}
