FROM mcr.microsoft.com/dotnet/sdk:9.0 AS build
RUN dotnet publish app.csproj -c Release -o /app/publish
FROM mcr.microsoft.com/dotnet/aspnet:9.0
WORKDIR /app
COPY --from=build /app/publish .
ENTRYPOINT ["./app"]
