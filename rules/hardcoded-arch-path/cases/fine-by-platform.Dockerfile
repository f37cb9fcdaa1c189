FROM golang:1.24 AS build
ARG TARGETOS TARGETARCH
RUN make dist
FROM debian:bookworm
ARG TARGETOS TARGETARCH
COPY --from=build /dist/${TARGETOS}_${TARGETARCH}/server /server
