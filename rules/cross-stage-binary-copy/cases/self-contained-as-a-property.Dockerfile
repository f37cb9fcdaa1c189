FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:9.0 AS build
WORKDIR /src
COPY . .
RUN dotnet publish -c Release -p:SelfContained=true -o /app
FROM mcr.microsoft.com/dotnet/runtime-deps:9.0
COPY --from=build /app /app
ENTRYPOINT ["/app/server"]
