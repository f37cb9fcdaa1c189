FROM --platform=$BUILDPLATFORM golang:1.25 AS environment
ARG TARGETARCH
ENV GOARCH=$TARGETARCH
RUN go build -o /out/a .
FROM --platform=$BUILDPLATFORM golang:1.25 AS kept
ARG TARGETARCH
RUN go env -w GOARCH=$TARGETARCH
RUN go build -o /out/b .
FROM --platform=$BUILDPLATFORM golang:1.25 AS exported
ARG TARGETARCH
RUN export GOARCH=$TARGETARCH && go build -o /out/c .
FROM --platform=$BUILDPLATFORM golang:1.25 AS file
ARG TARGETARCH
RUN ./configure.sh
RUN go build -o /out/d .
FROM --platform=$BUILDPLATFORM golang:1.25 AS chosen
ARG TARGETPLATFORM
RUN case "$TARGETPLATFORM" in linux/arm64) export GOARCH=arm64 ;; *) export GOARCH=amd64 ;; esac && go build -o /out/e .
FROM --platform=$BUILDPLATFORM golang:1.25 AS sourced
RUN . ./env && go build -o /out/f .
FROM --platform=$BUILDPLATFORM golang:1.25 AS wrapped
ARG TARGETPLATFORM
RUN xx-go --wrap
RUN go build -o /out/g .
FROM --platform=$BUILDPLATFORM golang:1.25 AS wasm
RUN GOOS=js GOARCH=wasm go build -o /out/h.wasm .
FROM alpine:3.22
COPY --from=environment /out/a /bin/
COPY --from=kept /out/b /bin/
COPY --from=exported /out/c /bin/
COPY --from=file /out/d /bin/
COPY --from=chosen /out/e /bin/
COPY --from=sourced /out/f /bin/
COPY --from=wrapped /out/g /bin/
COPY --from=wasm /out/h.wasm /srv/
