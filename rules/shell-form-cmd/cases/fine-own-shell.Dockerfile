FROM mcr.microsoft.com/powershell:latest
SHELL ["pwsh", "-Command"]
CMD ./serve $env:PORT
