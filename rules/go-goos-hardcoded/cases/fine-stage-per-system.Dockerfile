FROM --platform=$BUILDPLATFORM golang:1.25 AS src
COPY . .
FROM src AS build-linux
RUN GOOS=linux go build -o /app .
FROM src AS build-windows
RUN GOOS=windows go build -o /app .
FROM build-${TARGETOS} AS build
FROM scratch AS run-linux
FROM mcr.microsoft.com/windows/nanoserver:ltsc2025 AS run-windows
FROM run-${TARGETOS}
COPY --from=build /app /app.exe
