FROM mcr.microsoft.com/windows/nanoserver:1809
COPY app.exe C:/app.exe
