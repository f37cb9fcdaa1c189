# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS base
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
RUN Invoke-WebRequest https://dl.example.com/setup.exe -OutFile C:\setup.exe; `
    Start-Process C:\setup.exe -Wait
FROM base
USER ContainerAdministrator
WORKDIR C:\app
ENV PATH="C:\tools;%PATH%"
ENTRYPOINT ["C:/app/server.exe"]
