FROM mcr.microsoft.com/windows/server:ltsc2022
COPY app.exe C:/
