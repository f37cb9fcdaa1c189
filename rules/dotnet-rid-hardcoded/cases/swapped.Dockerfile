# Both are there, each where the other belongs.
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:9.0 AS build
ARG TARGETARCH
COPY . .
RUN case "$TARGETARCH" in \
      amd64) dotnet publish -r linux-arm64 -o /app ;; \
      arm64) dotnet publish -r linux-x64 -o /app ;; \
    esac
FROM mcr.microsoft.com/dotnet/runtime:9.0
COPY --from=build /app /app
