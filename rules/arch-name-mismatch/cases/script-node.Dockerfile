FROM --platform=$BUILDPLATFORM alpine:3.22 AS fetch
ARG TARGETOS TARGETARCH
RUN wget -O- https://nodejs.org/dist/v22.1.0/node-v22.1.0-$TARGETOS-$TARGETARCH.tar.gz | tar xz -C /opt
FROM debian:13
COPY --from=fetch /opt /opt
