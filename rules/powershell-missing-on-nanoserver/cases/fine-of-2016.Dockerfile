FROM microsoft/nanoserver
RUN powershell Get-Date
FROM mcr.microsoft.com/windows/nanoserver:sac2016
RUN powershell Get-Date
