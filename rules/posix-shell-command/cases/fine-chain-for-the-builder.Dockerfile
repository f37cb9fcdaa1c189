FROM --platform=$BUILDPLATFORM golang:1.24 AS build
WORKDIR /src
COPY . .
ARG TARGETOS
RUN go mod download && GOOS=$TARGETOS go build -o /out/ .
FROM mcr.microsoft.com/dotnet/runtime:8.0
COPY --from=build /out/ /app/
