FROM --platform=$BUILDPLATFORM golang:1.25 AS build
COPY . .
RUN go env -w GOOS=linux GOFLAGS=-mod=mod
RUN go install github.com/example/stringer@latest
ARG TARGETOS
RUN stringer ./... && GOOS=$TARGETOS go build -o /app .
FROM scratch AS run-linux
FROM mcr.microsoft.com/windows/nanoserver:ltsc2025 AS run-windows
FROM run-${TARGETOS}
COPY --from=build /app /app.exe
