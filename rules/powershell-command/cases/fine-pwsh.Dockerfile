FROM mcr.microsoft.com/powershell:latest
ENTRYPOINT ["pwsh", "/run.ps1"]
