FROM alpine:3.22 AS run-amd64
FROM alpine:3.22 AS run-arm64
FROM run-${TARGETARCH}
CMD ["/bin/sh"]
