# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
ENV PATH="C:\tools;${PATH}"
