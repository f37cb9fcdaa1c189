FROM mcr.microsoft.com/dotnet/sdk:9.0
ARG TARGETARCH
RUN dotnet restore -r linux-x64 && dotnet restore -r linux-arm64
RUN dotnet publish -c Release -a $TARGETARCH -o /app
