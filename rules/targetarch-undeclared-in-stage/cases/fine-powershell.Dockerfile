# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN $TARGETARCH = 'amd64'; `
    Invoke-WebRequest "https://dl.example.com/tool-$TARGETARCH.exe" -OutFile C:\tool.exe
