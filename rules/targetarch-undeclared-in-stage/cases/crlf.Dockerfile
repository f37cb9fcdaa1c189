FROM alpine:3.22
ADD https://dl.example.com/tool-${TARGETARCH} /usr/bin/tool
CMD ["/usr/bin/tool"]
