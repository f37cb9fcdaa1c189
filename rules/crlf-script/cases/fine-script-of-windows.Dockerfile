FROM mcr.microsoft.com/dotnet/sdk:9.0
COPY build.ps1 build.cmd ./
RUN pwsh build.ps1
