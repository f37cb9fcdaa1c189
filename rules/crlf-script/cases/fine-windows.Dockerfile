FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
COPY entrypoint.sh start.cmd C:/app/
