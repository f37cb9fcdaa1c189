# escape=`
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
COPY bin\server.exe C:\app\server.exe
