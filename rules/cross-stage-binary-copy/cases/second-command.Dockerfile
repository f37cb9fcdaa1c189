FROM --platform=$BUILDPLATFORM golang:1.24 AS build
ARG TARGETARCH
WORKDIR /src
COPY . .
RUN GOARCH=$TARGETARCH go build -o /out/server ./cmd/server && go build -o /out/agent ./cmd/agent
RUN go build -o /out/ctl ./cmd/ctl
FROM alpine:3.22
COPY --from=build /out/server /out/agent /out/ctl /usr/bin/
