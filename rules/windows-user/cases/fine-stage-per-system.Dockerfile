FROM alpine:3.22 AS run-linux
USER nobody
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022 AS run-windows
USER ContainerUser
FROM run-${TARGETOS}
