FROM mcr.microsoft.com/windows/nanoserver:1809
HEALTHCHECK CMD powershell -command exit 0
