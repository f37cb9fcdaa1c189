FROM alpine:3.22 AS run-linux
RUN apk add git
FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS run-windows
RUN choco install -y git
FROM run-${TARGETOS}
