FROM golang:1.24
ENV IMAGE=repo/app:1 LS_COLORS="a:b" GOPROXY=https://proxy.golang.org GOPATH=${GOPATH:-/go}
