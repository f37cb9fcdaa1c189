FROM diamol/base
RUN dotnet restore; dotnet publish -o /app
