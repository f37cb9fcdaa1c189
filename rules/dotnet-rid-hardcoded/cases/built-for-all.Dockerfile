# What is built for all says nothing of what is published.
FROM mcr.microsoft.com/dotnet/sdk:9.0
RUN dotnet build -r linux-x64 && dotnet build -r linux-arm64
RUN dotnet publish -c Release -r linux-x64 -o /app
