FROM --platform=$BUILDPLATFORM golang:1.22 AS source
WORKDIR /src
COPY . .

FROM source AS for-amd64
RUN GOOS=linux GOARCH=amd64 go build -o /out/jo .

FROM source AS for-arm64
RUN GOOS=linux GOARCH=arm64 go build -o /out/jo .

FROM source AS for-mac
RUN GOOS=darwin GOARCH=arm64 go build -o /out/jo .

FROM scratch
COPY --from=for-amd64 /out/jo /jo-linux-amd64
COPY --from=for-arm64 /out/jo /jo-linux-arm64
COPY --from=for-mac /out/jo /jo-darwin-arm64
