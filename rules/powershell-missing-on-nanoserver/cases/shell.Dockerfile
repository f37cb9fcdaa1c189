# escape=`
FROM mcr.microsoft.com/dotnet/runtime:8.0-nanoserver-ltsc2022
SHELL ["powershell", "-Command"]
RUN Write-Host a
