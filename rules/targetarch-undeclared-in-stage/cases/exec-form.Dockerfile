FROM alpine:3.22
ARG TARGETARCH
RUN ["wget", "-O", "/usr/bin/tool", "https://dl.example.com/tool-${TARGETARCH}"]
RUN ["/usr/bin/wget", "-O", "/tool-$TARGETARCH", "https://dl.example.com/tool"]
COPY app-* /
HEALTHCHECK CMD ["/probe-${TARGETARCH}"]
ENTRYPOINT ["/sbin/tini", "--", "/app-$TARGETARCH"]
