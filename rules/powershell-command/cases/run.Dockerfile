# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN ["powershell", "-NoProfile", "Install-WindowsFeature", "Web-Server"]
