# What Go says of itself is of the machine it runs on.
FROM --platform=$BUILDPLATFORM golang:1.25 AS agent
ARG TARGETOS
WORKDIR /src
RUN ARCH=$(go env GOARCH) && CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$ARCH go build -o /out/agent-$ARCH ./cmd/agent \
 && cp /out/agent-$ARCH /out/agent
FROM --platform=$BUILDPLATFORM golang:1.25 AS exported
RUN export GOARCH="$(dpkg --print-architecture)" && go build -o /out/server .
FROM alpine:3.22
COPY --from=agent /out/agent /bin/
COPY --from=exported /out/server /bin/
