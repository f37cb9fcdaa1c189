FROM --platform=$BUILDPLATFORM golang:1.25 AS build
COPY . .
ARG TARGETARCH
RUN GOOS=windows GOARCH=$TARGETARCH go build -o /out/server.exe .
FROM golang:1.25
COPY --from=build /out/server.exe /server.exe
ENTRYPOINT ["/server.exe"]
