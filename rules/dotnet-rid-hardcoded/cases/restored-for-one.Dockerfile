# What is fetched for one and built for another is no pair.
FROM mcr.microsoft.com/dotnet/sdk:9.0 AS build
COPY . .
RUN dotnet restore -r linux-x64 && dotnet publish -r linux-arm64 -o /app
FROM mcr.microsoft.com/dotnet/runtime:9.0
COPY --from=build /app /app
