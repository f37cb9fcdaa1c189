FROM golang:1.24
RUN GOARCH=$TARGETARCH go build . && cp -r . /out && apt-get source tool
