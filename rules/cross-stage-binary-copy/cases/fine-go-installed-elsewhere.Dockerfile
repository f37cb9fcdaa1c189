# Taken from wherever Go puts it, or installed where it runs.
FROM --platform=$BUILDPLATFORM golang:1.25-alpine AS moved
ARG TARGETOS TARGETARCH
RUN GOOS=$TARGETOS GOARCH=$TARGETARCH go install github.com/a/probe@v1 && find /go/bin -name probe -exec mv {} /go/bin/probe ';' || true
FROM --platform=$BUILDPLATFORM golang:1.25-alpine AS linked
ARG TARGETARCH
RUN GOARCH=$TARGETARCH go install ./cmd/tool
RUN [ -e /go/bin/tool ] || mv /go/bin/*/tool /go/bin/tool
FROM --platform=$BUILDPLATFORM golang:1.25-alpine AS path
ARG TARGETARCH
RUN GOARCH=$TARGETARCH go install ./cmd/other && cp $(go env GOPATH)/bin/linux_$TARGETARCH/other $(go env GOPATH)/bin/ || true
FROM golang:1.25-alpine AS own
ARG TARGETARCH
RUN GOARCH=$TARGETARCH go install ./cmd/own
FROM --platform=$BUILDPLATFORM golang:1.25-alpine AS unset
ARG TARGETARCH
ENV GOBIN=/out
RUN GOBIN= GOARCH=$TARGETARCH go install ./cmd/agent
FROM --platform=$BUILDPLATFORM golang:1.25-alpine AS helper
ARG TARGETARCH
ENV GOBIN=/usr/local/bin
RUN go install example.com/protoc-gen@v1 && protoc-gen && GOARCH=$TARGETARCH go build -o /out/server .
FROM alpine:3.22
COPY --from=moved /go/bin/probe /bin/
COPY --from=linked /go/bin/tool /bin/
COPY --from=path /go/bin/other /bin/
COPY --from=own /go/bin/own /bin/
COPY --from=unset /go/bin/ /bin/
COPY --from=helper /out/server /bin/
