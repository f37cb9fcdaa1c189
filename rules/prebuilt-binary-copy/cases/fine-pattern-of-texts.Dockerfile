FROM alpine:3.22
ARG TARGETARCH
COPY base.conf extra.${TARGETARCH}*.conf /etc/app/
