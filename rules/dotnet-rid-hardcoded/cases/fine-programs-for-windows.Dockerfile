FROM mcr.microsoft.com/dotnet/sdk:8.0
RUN dotnet publish -r win-x64 -o /dist/windows && dotnet publish -r osx-arm64 -o /dist/mac; echo dotnet publish -r linux-x64
