FROM mcr.microsoft.com/powershell:7.4-alpine-3.20
SHELL ["pwsh", "-Command"]
RUN $TARGETARCH = 'x'; Write-Output $TARGETARCH
