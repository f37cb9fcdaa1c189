FROM --platform=linux/amd64 alpine:3.22 AS base-amd64
FROM --platform=linux/arm64 alpine:3.22 AS base-arm64
FROM base-${TARGETARCH}
CMD ["/bin/sh"]
