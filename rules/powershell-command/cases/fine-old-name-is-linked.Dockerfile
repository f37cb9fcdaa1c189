FROM mcr.microsoft.com/dotnet/sdk:8.0
RUN ln -s /usr/bin/pwsh /usr/bin/powershell
RUN powershell -Command "New-Item x"
