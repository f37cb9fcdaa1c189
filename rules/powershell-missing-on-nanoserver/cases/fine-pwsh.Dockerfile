FROM mcr.microsoft.com/powershell:lts-nanoserver-1809
SHELL ["pwsh", "-Command"]
RUN Get-Date
