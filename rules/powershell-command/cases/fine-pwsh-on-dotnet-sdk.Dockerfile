FROM mcr.microsoft.com/dotnet/sdk:8.0
RUN pwsh -Command "New-Item x"
