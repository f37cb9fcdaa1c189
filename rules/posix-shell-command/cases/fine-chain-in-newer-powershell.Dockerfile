FROM mcr.microsoft.com/powershell:7.4-windowsservercore-ltsc2022
SHELL ["pwsh", "-Command"]
RUN mkdir C:\a && mkdir C:\b || exit 1
