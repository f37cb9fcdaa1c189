FROM alpine:3.22 AS base
ONBUILD ARG TARGETARCH=amd64
FROM base AS a
RUN echo $TARGETARCH
FROM base
RUN --mount=from=a,target=/a echo $TARGETARCH
