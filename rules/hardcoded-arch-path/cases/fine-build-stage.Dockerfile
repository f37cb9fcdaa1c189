FROM --platform=$BUILDPLATFORM golang:1.24 AS build
WORKDIR /go/bin/linux_amd64
RUN make
FROM debian:bookworm
COPY --from=build /out /out
