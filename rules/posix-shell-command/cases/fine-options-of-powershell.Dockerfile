# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN rm -Recurse -Force C:\a; rm -r C:\b; cp -r C:\c C:\d; ls -Path C:\d
RUN if (Test-Path C:\e) { rm C:\e -re -fo }
