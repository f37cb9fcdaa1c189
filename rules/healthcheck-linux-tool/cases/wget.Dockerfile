FROM mcr.microsoft.com/dotnet/aspnet:3.1
HEALTHCHECK --interval=5s CMD wget -q -O- http://localhost/ || exit 1
