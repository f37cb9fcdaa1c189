# escape=`
FROM diamol/base
RUN dotnet publish -o C:\app
