FROM golang:1.24 AS builder
ARG TARGETARCH
RUN if [ "${TARGETARCH}" != "ppc64le" ] && [ "${TARGETARCH}" != "s390x" ]; then \
      curl -fsSLo /tool "https://dl.example.com/linux/${TARGETARCH}/tool"; \
    else printf '%s\n' "no tool on ${TARGETARCH}" > /tool; fi
FROM alpine:3.22
COPY --from=builder /tool /tool
