FROM diamol/base
ARG CONFIG=Release
RUN dotnet publish -c $CONFIG -o /app
