FROM alpine:3.22
ARG TARGETARCH
RUN if [ "$TARGETARCH" = amd64 ]; then \
      wget -q https://github.com/sgerrand/alpine-pkg-glibc/releases/download/2.35-r0/glibc-2.35-r0.apk \
      && apk add --no-cache --allow-untrusted glibc-2.35-r0.apk; \
    else \
      apk add --no-cache gcompat; \
    fi
