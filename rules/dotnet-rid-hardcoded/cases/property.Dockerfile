FROM mcr.microsoft.com/dotnet/sdk:8.0
RUN set -e; dotnet build /p:RuntimeIdentifier=linux-arm64 \
    ; dotnet test -r:linux-x64
