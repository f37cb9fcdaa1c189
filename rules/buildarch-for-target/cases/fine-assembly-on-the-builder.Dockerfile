FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:9.0 AS build
ARG BUILDARCH
ARG TARGETARCH
WORKDIR /src
COPY . .
RUN dotnet restore -a $BUILDARCH ./tools && dotnet publish -a $TARGETARCH -c Release -o /app
RUN dotnet publish -a $BUILDARCH -o /tools ./tools

FROM mcr.microsoft.com/dotnet/aspnet:9.0
COPY --from=build /app /app
