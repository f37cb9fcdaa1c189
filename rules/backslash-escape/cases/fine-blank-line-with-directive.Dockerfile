# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
VOLUME D:\

ENTRYPOINT ["D:/agent/agent.exe"]
