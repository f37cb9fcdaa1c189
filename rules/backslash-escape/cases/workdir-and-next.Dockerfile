FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
WORKDIR C:\data\
COPY a\b.exe C:\data\b.exe
