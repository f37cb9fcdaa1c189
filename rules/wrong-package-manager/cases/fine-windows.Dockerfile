FROM mcr.microsoft.com/windows/servercore:ltsc2025
RUN apt-get update
