FROM mcr.microsoft.com/dotnet/aspnet:9.0
COPY publish/ /app/
COPY publish/App.dll /app/App.dll
ENTRYPOINT ["dotnet", "/app/App.dll"]
