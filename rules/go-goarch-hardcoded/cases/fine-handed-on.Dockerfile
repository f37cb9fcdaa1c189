FROM --platform=$BUILDPLATFORM golang:1.25 AS made
ARG TARGETARCH
RUN make build GOARCH=$TARGETARCH
FROM golang:1.25 AS several
COPY --from=made /app /app
RUN make GOARCH=amd64 OUT=dist/amd64 && make GOARCH=arm64 OUT=dist/arm64
FROM golang:1.25
COPY --from=several /dist /dist
RUN go env -w GOPROXY=direct && echo GOARCH=amd64 && ./configure GOARCH=amd64
