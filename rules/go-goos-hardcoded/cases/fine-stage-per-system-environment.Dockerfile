FROM --platform=$BUILDPLATFORM golang:1.25 AS build-linux
ENV GOOS=linux
COPY . .
RUN go build -o /app .
FROM --platform=$BUILDPLATFORM golang:1.25 AS build-windows
ENV GOOS=windows
COPY . .
RUN go build -o /app .
FROM build-${TARGETOS} AS build
FROM scratch AS run-linux
FROM mcr.microsoft.com/windows/nanoserver:ltsc2025 AS run-windows
FROM run-${TARGETOS}
COPY --from=build /app /app.exe
