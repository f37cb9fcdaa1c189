FROM mcr.microsoft.com/windows/servercore:ltsc2022
COPY .\site .\www\
EXPOSE 80
