FROM --platform=$BUILDPLATFORM golang:1.25 AS told
ARG TARGETARCH
ENV GOARCH=$TARGETARCH
RUN GOARCH=$(go env GOARCH) go build -o /out/a .
FROM --platform=$BUILDPLATFORM golang:1.25 AS helper
ARG TARGETARCH
RUN GOARCH=$(go env GOHOSTARCH) go build -o /usr/bin/helper ./helper && GOARCH=$TARGETARCH go build -o /out/b .
FROM --platform=$BUILDPLATFORM golang:1.25 AS overridden
ARG TARGETARCH
RUN ARCH=$(go env GOARCH); if [ -n "$TARGETARCH" ]; then ARCH=$TARGETARCH; fi; GOARCH=$ARCH go build -o /out/c .
FROM golang:1.25 AS own
RUN GOARCH=$(go env GOARCH) go build -o /out/d .
FROM --platform=$BUILDPLATFORM golang:1.25 AS kept
ARG TARGETARCH
RUN go env -w GOARCH=$TARGETARCH
RUN GOARCH=$(go env GOARCH) go build -o /out/e .
FROM alpine:3.22
COPY --from=told /out/a /bin/
COPY --from=helper /out/b /bin/
COPY --from=overridden /out/c /bin/
COPY --from=own /out/d /bin/
COPY --from=kept /out/e /bin/
