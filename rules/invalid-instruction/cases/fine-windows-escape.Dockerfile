# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
COPY app.exe C:\app\
WORKDIR C:\app\
RUN dir `
    C:\app\
