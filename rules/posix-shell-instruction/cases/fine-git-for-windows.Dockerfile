# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN setx /M PATH "C:\msys64\usr\bin;%PATH%"
SHELL ["bash", "-c"]
