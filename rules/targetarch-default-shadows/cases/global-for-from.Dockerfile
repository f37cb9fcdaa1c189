ARG TARGETARCH=amd64
FROM alpine:3.22 AS base-amd64
FROM alpine:3.22 AS base-arm64
FROM base-${TARGETARCH}
CMD ["/bin/sh"]
