FROM diamol/base
RUN CONFIG=Release dotnet publish -o /app
