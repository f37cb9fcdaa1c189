# The second is chosen by platform; the first is for one.
FROM golang:1.22 AS release
ARG TARGETARCH
WORKDIR /src
COPY . .
RUN GOARCH=amd64 go build -o /go/bin/jo ./jo
RUN case "$TARGETARCH" in \
        amd64) GOARCH=amd64 go build -o /go/bin/pq ./pq ;; \
        arm64) GOARCH=arm64 go build -o /go/bin/pq ./pq ;; \
    esac

FROM scratch
COPY --from=release /go/bin/ /
