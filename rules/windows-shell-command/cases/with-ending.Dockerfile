# escape=`
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
ENTRYPOINT ["C:\\Windows\\System32\\cmd.exe"]
