FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
COPY --from=mcr.microsoft.com/windows/servercore:ltsc2019 C:/Windows/System32/netapi32.dll C:/Windows/System32/
