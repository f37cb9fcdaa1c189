FROM golang:1.24
ARG VERSION=1
RUN CGO_ENABLED=0 go build
RUN if [ -f main.go ]; then go build; fi
RUN for i in a b; do go build ./$i; done
RUN set -eux; go build
RUN go build -ldflags "-X main.version=$VERSION"
RUN case "$VERSION" in 1) go vet ;; esac
CMD GODEBUG=x app
