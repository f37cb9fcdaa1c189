FROM alpine:3.22 AS build
ARG BUILDPLATFORM
RUN echo "Building on $BUILDPLATFORM"
RUN apk add --no-cache make && printf '%s\n' "$BUILDPLATFORM" && make
