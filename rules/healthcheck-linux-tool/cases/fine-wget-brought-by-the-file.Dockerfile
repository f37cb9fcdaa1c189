FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
COPY wget.exe C:/tools/wget.exe
HEALTHCHECK CMD wget -q http://localhost
