FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN C:/msys64/usr/bin/bash.exe -lc "rm -rf x && ls -la"
