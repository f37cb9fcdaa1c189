# escape=`
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
WORKDIR C:\svc\bin
ENV APP=C:\new\app
COPY out\app.exe C:\svc\app.exe
