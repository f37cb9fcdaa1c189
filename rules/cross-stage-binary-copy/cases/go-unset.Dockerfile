# Another name is taken away, or too late.
FROM --platform=$BUILDPLATFORM golang:1.25-alpine AS other
ARG TARGETARCH
ENV GOBIN=/out
RUN unset GOPROXY && env -u GOFLAGS GOARCH=$TARGETARCH go install ./cmd/other
FROM --platform=$BUILDPLATFORM golang:1.25-alpine AS late
ARG TARGETARCH
ENV GOBIN=/out
RUN GOARCH=$TARGETARCH go install ./cmd/late && unset GOBIN
FROM --platform=$BUILDPLATFORM golang:1.25-alpine AS told
RUN unset GOPROXY && go build -ldflags "-n -s" -o /out/told .
FROM alpine:3.22
COPY --from=other /out/other /bin/
COPY --from=late /out/late /bin/
COPY --from=told /out/told /bin/
