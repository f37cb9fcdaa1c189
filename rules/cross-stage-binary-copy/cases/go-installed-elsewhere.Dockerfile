# For another platform Go adds a folder, or refuses.
FROM --platform=$BUILDPLATFORM golang:1.25-alpine AS probe
ARG TARGETOS TARGETARCH
RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go install github.com/grpc-ecosystem/grpc-health-probe@v0.4.35
FROM --platform=$BUILDPLATFORM golang:1.25-alpine AS tool
ARG TARGETARCH
ENV CGO_ENABLED=0 GOARCH=$TARGETARCH
WORKDIR /src
RUN go install ./cmd/tool
FROM --platform=$BUILDPLATFORM golang:1.25-alpine AS refused
ARG TARGETARCH
ENV GOBIN=/out
RUN GOARCH=$TARGETARCH go install ./cmd/agent
FROM alpine:3.22
COPY --from=probe /go/bin/grpc-health-probe /bin/
COPY --from=tool /go/bin/tool /bin/
COPY --from=refused /out/agent /bin/
