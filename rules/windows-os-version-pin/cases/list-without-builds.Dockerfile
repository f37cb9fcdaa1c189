FROM mcr.microsoft.com/windows:1809
COPY app.exe C:/
