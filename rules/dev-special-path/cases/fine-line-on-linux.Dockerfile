FROM --platform=linux/amd64 mcr.microsoft.com/dotnet/sdk:9.0 AS build
RUN dotnet build > /dev/null && ln -sf /dev/stdout /log
FROM mcr.microsoft.com/dotnet/aspnet:3.1
COPY --from=build /app /app
