FROM mcr.microsoft.com/dotnet/aspnet:9.0
USER $APP_UID
