FROM mcr.microsoft.com/powershell:latest
ARG TARGETARCH
SHELL ["pwsh", "-Command"]
RUN if ($env:TARGETARCH -eq 'amd64') { Invoke-WebRequest https://example.com/tool-linux-amd64.tar.gz -OutFile a } else { Invoke-WebRequest https://example.com/tool-linux-arm64.tar.gz -OutFile a }
