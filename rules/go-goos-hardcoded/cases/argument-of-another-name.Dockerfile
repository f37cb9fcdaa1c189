FROM --platform=$BUILDPLATFORM golang:1.23 AS build
ARG SYSTEM=linux
WORKDIR /src
COPY . .
RUN GOOS=$SYSTEM go build -o /app .
FROM scratch AS run-linux
FROM mcr.microsoft.com/windows/nanoserver:ltsc2025 AS run-windows
FROM run-${TARGETOS}
COPY --from=build /app /app
