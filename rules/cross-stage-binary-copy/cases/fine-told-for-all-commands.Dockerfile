FROM --platform=$BUILDPLATFORM golang:1.24 AS build
ARG TARGETARCH
RUN export GOARCH=$TARGETARCH && go build -o /out/server ./cmd/server && go build -o /out/agent ./cmd/agent
FROM --platform=$BUILDPLATFORM golang:1.24 AS tools
ARG TARGETARCH
RUN go env -w GOARCH=$TARGETARCH
RUN go build -o /out/ctl ./cmd/ctl
FROM alpine:3.22
COPY --from=build /out/server /out/agent /usr/bin/
COPY --from=tools /out/ctl /usr/bin/
