FROM alpine:3.22
COPY bin/probe-amd64 /probe
ENTRYPOINT ["/probe"]
