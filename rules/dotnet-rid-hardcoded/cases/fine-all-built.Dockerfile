FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:9.0 AS build
RUN dotnet restore -r linux-x64
RUN dotnet restore -r linux-arm64
RUN dotnet build -c Release -r linux-x64 -o /out/amd64
RUN dotnet build -c Release -r linux-arm64 -o /out/arm64
FROM mcr.microsoft.com/dotnet/runtime-deps:9.0
ARG TARGETARCH
COPY --from=build /out/$TARGETARCH /app
