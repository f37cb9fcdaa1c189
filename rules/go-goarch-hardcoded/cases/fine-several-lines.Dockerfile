FROM golang:1.25
RUN GOARCH=amd64 go build -o /dist/amd64/app .
RUN GOARCH="arm64" go build -o /dist/arm64/app .
RUN make GOARCH=s390x OUT=/dist/s390x
