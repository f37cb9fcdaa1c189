FROM mcr.microsoft.com/dotnet/sdk:9.0 AS build
RUN dotnet publish -r linux-x64
FROM debian:bookworm
COPY --from=build /src/bin/Release/net9.0/linux-x64/publish/ /app/
