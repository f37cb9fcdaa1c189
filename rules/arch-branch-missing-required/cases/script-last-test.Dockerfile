FROM alpine:3.22
ARG TARGETARCH
RUN echo start && [ "$TARGETARCH" = amd64 ] && echo "only here"
