FROM mcr.microsoft.com/dotnet/aspnet:3.1
HEALTHCHECK CMD curl -f http://localhost/ || exit 1
