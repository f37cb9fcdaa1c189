FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN mkdir C:\\logs & dir /B C:\\logs
