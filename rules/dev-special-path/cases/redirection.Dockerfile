FROM mcr.microsoft.com/dotnet/aspnet:3.1
RUN dotnet build > /dev/null
HEALTHCHECK CMD dotnet check.dll 2>/dev/null || exit 1
CMD dotnet app.dll 2>/dev/null
