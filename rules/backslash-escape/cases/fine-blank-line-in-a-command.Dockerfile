FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN dir C:\

# of the folder above
    C:\tools
