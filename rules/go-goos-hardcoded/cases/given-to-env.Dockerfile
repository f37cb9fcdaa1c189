FROM --platform=$BUILDPLATFORM golang:1.25 AS build
RUN env GOOS=linux CGO_ENABLED=0 \
    go build -o /triage ./triage
FROM scratch AS run-linux
FROM mcr.microsoft.com/windows/nanoserver:ltsc2025 AS run-windows
FROM run-${TARGETOS}
COPY --from=build /triage /triage.exe
