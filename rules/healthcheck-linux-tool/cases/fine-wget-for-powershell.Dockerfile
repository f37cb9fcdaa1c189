FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
HEALTHCHECK CMD wget http://localhost
