FROM golang:1.25 AS told-elsewhere
ARG GOARCH=amd64
RUN GOOS=linux GOARCH=${GOARCH} go build -o /app .

FROM golang:1.25 AS set-anew
ARG GOARCH=amd64
RUN GOARCH=$(go env GOHOSTARCH) go build -o /app .

FROM golang:1.25 AS unused
ARG GOARCH=amd64
RUN go vet ./...

FROM golang:1.25 AS automatic
ARG TARGETARCH GOARCH=$TARGETARCH
RUN go build -o /app .

FROM debian:13
COPY --from=told-elsewhere /app /a
COPY --from=set-anew /app /b
COPY --from=unused /app /c
COPY --from=automatic /app /d
