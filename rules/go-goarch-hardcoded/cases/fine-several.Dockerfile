FROM golang:1.24
RUN for GOOS in darwin linux windows; do for GOARCH in 386 amd64 arm; do export GOOS GOARCH; go build -o "/dist/x-$GOOS-$GOARCH" .; done; done
RUN GOARCH=amd64 go build -o /dist/x-amd64 && GOARCH=arm64 go build -o /dist/x-arm64
