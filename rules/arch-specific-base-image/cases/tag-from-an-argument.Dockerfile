ARG TAG=8.0-alpine-arm64v8
FROM mcr.microsoft.com/dotnet/aspnet:${TAG}
COPY app /app
