FROM --platform=$BUILDPLATFORM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 GOOS=linux GO111MODULE=on go build -ldflags "-s -w" -o checkout main.go
FROM gcr.io/distroless/static-debian12:nonroot AS run-linux
FROM mcr.microsoft.com/windows/nanoserver:ltsc2025 AS run-windows
FROM run-${TARGETOS}
COPY --from=build /src/checkout /checkout.exe
