FROM alpine:3.22 AS run-linux
ENV ACCOUNT=1000
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022 AS run-windows
ENV ACCOUNT=ContainerUser
FROM run-${TARGETOS}
USER $ACCOUNT
