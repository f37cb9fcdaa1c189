FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETARCH
RUN export GOOS=linux GOARCH=$TARGETARCH && make build
FROM scratch AS run-linux
FROM mcr.microsoft.com/windows/nanoserver:ltsc2025 AS run-windows
FROM run-${TARGETOS}
COPY --from=build /bin/app /app.exe
