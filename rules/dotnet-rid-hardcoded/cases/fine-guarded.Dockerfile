FROM mcr.microsoft.com/dotnet/sdk:8.0
RUN if [ "$(uname -m)" = "x86_64" ]; then dotnet publish -r linux-x64; else dotnet publish -r linux-arm64; fi
