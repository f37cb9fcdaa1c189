FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0-noble-aot-arm64v8 AS build
ARG TARGETARCH
WORKDIR /source
COPY . .
RUN dotnet publish -a $TARGETARCH -o /app
FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled
COPY --from=build /app /app
ENTRYPOINT ["/app/web"]
