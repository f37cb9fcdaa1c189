FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN md C:\tools\
WORKDIR /tools
