FROM golang:1.24
ENV DOCKER_CROSSPLATFORMS="linux/386 linux/amd64 darwin/amd64" KINDS=linux/amd64
ENTRYPOINT ["release", "--platform", "linux/amd64", "--all=linux/amd64,linux/arm64"]
