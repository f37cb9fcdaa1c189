FROM debian:bookworm
ARG TARGETARCH
LABEL architecture=$TARGETARCH
