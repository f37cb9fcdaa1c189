FROM mcr.microsoft.com/windows/nanoserver:1809
COPY start.ps1 /
ENTRYPOINT ["powershell", "-File", "start.ps1"]
