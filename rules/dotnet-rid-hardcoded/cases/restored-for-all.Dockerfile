# What is fetched for all is built for one.
FROM mcr.microsoft.com/dotnet/sdk:9.0
RUN dotnet restore -r linux-x64 && dotnet restore -r linux-arm64
RUN dotnet publish -c Release -r linux-x64 -o /app
