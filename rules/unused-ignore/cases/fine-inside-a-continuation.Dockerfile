FROM alpine:3.22
# anyarch: ignore[targetarch-undeclared-in-stage] set by the wrapper
RUN wget \
    # the tool
    https://dl.example.com/tool-$TARGETARCH
