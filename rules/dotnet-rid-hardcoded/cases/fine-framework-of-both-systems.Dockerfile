FROM mcr.microsoft.com/dotnet/sdk:9.0 AS build
COPY . .
RUN dotnet publish -r linux-x64 --self-contained false -o /out
FROM mcr.microsoft.com/dotnet/aspnet:9.0
COPY --from=build /out /app
ENTRYPOINT ["dotnet", "/app/a.dll"]
