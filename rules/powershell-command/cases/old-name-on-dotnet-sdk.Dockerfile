FROM mcr.microsoft.com/dotnet/sdk:8.0
RUN powershell -Command "New-Item x"
