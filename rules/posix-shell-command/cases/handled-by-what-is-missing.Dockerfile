FROM mcr.microsoft.com/dotnet/runtime:3.1
RUN dotnet restore || true
