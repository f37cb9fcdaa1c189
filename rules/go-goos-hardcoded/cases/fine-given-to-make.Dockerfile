FROM --platform=$BUILDPLATFORM golang:1.25 AS build
COPY . .
ARG TARGETOS TARGETARCH
RUN make build GOOS=$TARGETOS GOARCH=${TARGETARCH}
FROM scratch AS run-linux
FROM mcr.microsoft.com/windows/nanoserver:ltsc2025 AS run-windows
FROM run-${TARGETOS}
COPY --from=build /app /app.exe
