FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
ENTRYPOINT ["C:\svc\app.exe"]
