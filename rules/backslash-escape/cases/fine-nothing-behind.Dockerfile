FROM mcr.microsoft.com/windows/servercore:ltsc2022
WORKDIR /agent
VOLUME C:\

# the end
