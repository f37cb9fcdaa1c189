FROM golang:1.24 AS build
RUN go build -o /out/shop.exe .
FROM diamol/base
COPY --from=build /out/shop.exe /
ENTRYPOINT ["/shop.exe"]
