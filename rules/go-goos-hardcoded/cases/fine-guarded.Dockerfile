FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETOS
RUN if [ "$TARGETOS" = windows ]; then GOOS=windows go build -o /app .; else GOOS=linux go build -o /app .; fi
FROM scratch AS run-linux
FROM mcr.microsoft.com/windows/nanoserver:ltsc2025 AS run-windows
FROM run-${TARGETOS}
COPY --from=build /app /app.exe
