FROM gcr.io/distroless/static-debian12
ARG TARGETOS
ARG TARGETARCH
COPY dist/server-${TARGETOS}-${TARGETARCH} /server
