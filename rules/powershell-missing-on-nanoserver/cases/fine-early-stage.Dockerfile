FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS build
SHELL ["powershell"]
RUN Get-Date
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
COPY --from=build /a /a
