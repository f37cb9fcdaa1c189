FROM --platform=$BUILDPLATFORM golang:1.24 AS build
RUN env GOOS=linux GOARCH=amd64 go build -o /app .
RUN <<EOF
bash -c 'GOARCH=amd64 go install ./cmd/tool'
EOF
FROM alpine:3.22
COPY --from=build /app /go/bin/tool /usr/bin/
