FROM mcr.microsoft.com/powershell:latest
SHELL ["pwsh", "-Command"]
RUN if ($IsWindows) { choco install -y git } else { apt-get update }
RUN try { choco install -y git } catch { Write-Host no }
