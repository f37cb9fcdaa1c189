FROM golang:1.25-alpine AS build
ENV CGO_ENABLED=0
ENV GOOS=linux
ENV GOARCH=amd64
WORKDIR /src
COPY . .
RUN go build -ldflags '-s' -o /out/rehook .

FROM alpine:3.22
COPY --from=build /out/rehook /opt/rehook/bin/rehook
ENTRYPOINT ["/opt/rehook/bin/rehook"]
