FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
RUN dotnet restore -r linux-musl-x64 && \
    dotnet publish app.csproj -c Release --runtime linux-musl-x64 --self-contained true -o /app
FROM alpine:3.22
COPY --from=build /app /app
