FROM golang:1.24
ARG VERSION=1
RUN go build; go vet
RUN if (Test-Path main.go) { go build }
RUN foreach ($i in 1..3) { go build }
RUN go build -ldflags "-X main.version=$env:VERSION"
RUN go build -ldflags "-X main.date=$(Get-Date)"
RUN go run . $unknown
RUN $version = 1; go build -o $version
