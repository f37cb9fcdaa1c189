FROM mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-1809 AS build
RUN dotnet publish -o C:/app
FROM mcr.microsoft.com/dotnet/runtime:8.0-nanoserver-1809
COPY --from=build C:/app C:/app
