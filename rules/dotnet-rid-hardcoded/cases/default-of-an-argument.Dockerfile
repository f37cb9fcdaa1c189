FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
ARG CONFIGURATION=Release
ARG RUNTIME=linux-x64
RUN dotnet restore -r $RUNTIME
RUN dotnet publish -c $CONFIGURATION --runtime "${RUNTIME}" -o /app
