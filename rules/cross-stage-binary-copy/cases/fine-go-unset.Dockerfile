# Without `GOBIN` Go does not refuse, and `-n` builds nothing.
FROM --platform=$BUILDPLATFORM golang:1.25-alpine AS unset
ARG TARGETARCH
ENV GOBIN=/out
RUN unset GOBIN && GOARCH=$TARGETARCH go install ./cmd/agent
RUN env -u GOBIN GOARCH=$TARGETARCH go install ./cmd/other
RUN env --unset=GOBIN GOARCH=$TARGETARCH go install ./cmd/more
FROM --platform=$BUILDPLATFORM golang:1.25-alpine AS prints
RUN go build -n -o /out/tool . 2> /out/commands
FROM --platform=$BUILDPLATFORM golang:1.25-alpine AS crossed
ARG TARGETARCH
ENV CGO_ENABLED=1 GOARCH=$TARGETARCH
RUN go build -n . 2> /commands && unset CGO_ENABLED && go build -o /out/crossed .
FROM alpine:3.22
COPY --from=unset /go/bin/ /bin/
COPY --from=prints /out/ /out/
COPY --from=crossed /out/crossed /bin/
