FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETOS
ENV CGO_ENABLED=0
RUN GOOS=$TARGETOS go build -o /app .
RUN GOOS=${TARGETOS:-linux} go build -o /app2 .
FROM scratch AS run-linux
FROM mcr.microsoft.com/windows/nanoserver:ltsc2025 AS run-windows
FROM run-${TARGETOS}
COPY --from=build /app /app.exe
