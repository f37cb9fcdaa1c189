# escape=`
FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
RUN dotnet publish -c Release -o /app
FROM mcr.microsoft.com/windows/servercore:ltsc2022
COPY --from=build /app C:\app
