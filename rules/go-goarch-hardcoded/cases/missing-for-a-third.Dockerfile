FROM golang:1.24
ARG TARGETARCH
RUN if [ "$TARGETARCH" = arm64 ]; then GOARCH=arm64; else GOARCH=amd64; fi; \
    export GOARCH; go build ./...
