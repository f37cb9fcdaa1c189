FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
RUN dotnet restore -a x64
RUN dotnet publish --arch x64 --no-restore -o /app
RUN dotnet build --property:RuntimeIdentifier=linux-x64
RUN dotnet build -p:PlatformTarget=x64
RUN dotnet publish -r ubuntu.20.04-x64
RUN dotnet publish --os linux --arch x64 -o /app
