FROM --platform=$BUILDPLATFORM golang:1.25 AS build
COPY . .
ARG TARGETOS
ARG GOOS=$TARGETOS
RUN go build -o /app .
FROM scratch AS run-linux
FROM mcr.microsoft.com/windows/nanoserver:ltsc2025 AS run-windows
FROM run-${TARGETOS}
COPY --from=build /app /app.exe
