FROM mcr.microsoft.com/dotnet/aspnet:3.1 AS a
HEALTHCHECK CMD nc -z localhost 80 || exit 1
FROM a
HEALTHCHECK CMD ["pidof", "app"]
