# escape=`
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
RUN powershell -Command Expand-Archive C:\a.zip C:\a
