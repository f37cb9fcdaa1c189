FROM mcr.microsoft.com/dotnet/sdk:9.0 AS build
RUN dotnet publish app.csproj -c Release -r linux-musl-x64 --self-contained -o /app/publish
FROM mcr.microsoft.com/dotnet/runtime-deps:9.0
COPY --from=build /app/publish .
ENTRYPOINT ["./app"]
