FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
ARG RUNTIME=linux-x64
ARG TARGETARCH
RUN case "$TARGETARCH" in arm64) RUNTIME=linux-arm64 ;; esac; dotnet publish -r "$RUNTIME" -o /app
ARG UNUSED=linux-x64
RUN dotnet publish -a $TARGETARCH
