FROM golang:1.25 AS source
COPY . /src
WORKDIR /src
FROM source AS build-amd64
ENV GOARCH=amd64
RUN go build -o /out/app-amd64 .
FROM source AS build-arm64
ENV GOARCH=arm64
RUN go build -o /out/app-arm64 .
FROM scratch
COPY --from=build-amd64 /out/ /
COPY --from=build-arm64 /out/ /
