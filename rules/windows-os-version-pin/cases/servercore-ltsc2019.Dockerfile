# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2019
COPY app.exe C:\app.exe
