FROM mcr.microsoft.com/powershell:latest
SHELL ["pwsh", "-Command"]
