# escape=`
FROM alpine:3.22 AS run-linux-amd64
COPY bin/linux-amd64/agent /usr/bin/agent

FROM mcr.microsoft.com/windows/nanoserver:ltsc2022 AS run-windows-amd64
COPY bin/windows-amd64/agent.exe C:\agent\agent.exe

FROM run-${TARGETOS}-${TARGETARCH}
LABEL org.opencontainers.image.title="agent"
