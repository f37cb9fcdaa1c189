FROM golang:1.24 AS b
RUN CGO_ENABLED=0 go build -o /server .
FROM myorg/base
COPY --from=b /server /app/server.exe
ENTRYPOINT ["/app/server.exe"]
