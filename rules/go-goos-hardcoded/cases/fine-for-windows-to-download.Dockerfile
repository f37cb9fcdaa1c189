FROM --platform=$BUILDPLATFORM golang:1.25 AS build
COPY . .
RUN go build -o /out/server .
RUN GOOS=windows go build -o /out/client.exe ./client
FROM golang:1.25
COPY --from=build /out/client.exe /srv/www/
COPY --from=build /out/server /server
ENTRYPOINT ["/server"]
