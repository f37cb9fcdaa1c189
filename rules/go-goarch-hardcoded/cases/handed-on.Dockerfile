FROM golang:1.25 AS made
RUN make build GOARCH=amd64 GOOS=linux
FROM golang:1.25
COPY --from=made /app /app
RUN go env -w GOARCH=amd64 && go build -o /tool ./tool
