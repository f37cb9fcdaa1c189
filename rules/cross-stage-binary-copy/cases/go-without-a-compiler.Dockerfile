# The C compiler of the build machine gets C and assembly for another.
FROM --platform=$BUILDPLATFORM golang:1.25-bookworm AS notes
ARG TARGETARCH
WORKDIR /src
RUN CGO_ENABLED=1 GOARCH=$TARGETARCH go build -tags sqlite -o /out/notes .
FROM --platform=$BUILDPLATFORM golang:1.25-alpine AS store
ARG TARGETOS TARGETARCH
RUN apk add --no-cache gcc musl-dev
ENV CGO_ENABLED=1
RUN GOOS=${TARGETOS} GOARCH=${TARGETARCH} go build -ldflags '-extldflags "-static"' -o /out/store .
FROM debian:bookworm-slim
COPY --from=notes /out/notes /usr/bin/
COPY --from=store /out/store /usr/bin/
