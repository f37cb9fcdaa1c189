FROM --platform=$BUILDPLATFORM golang:1.23 AS check
ENV GOOS=linux
WORKDIR /src
COPY . .
RUN go vet ./... > /report
FROM --platform=$BUILDPLATFORM golang:1.23 AS build
WORKDIR /src
COPY . .
RUN go build -o /dev/null ./... && touch /compiles
FROM scratch AS run-linux
FROM mcr.microsoft.com/windows/nanoserver:ltsc2025 AS run-windows
FROM run-${TARGETOS}
COPY --from=check /report /report
COPY --from=build /compiles /compiles
