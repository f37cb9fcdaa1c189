FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
HEALTHCHECK CMD wget -q http://localhost
