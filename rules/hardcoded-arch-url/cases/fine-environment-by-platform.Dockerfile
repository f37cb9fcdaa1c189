FROM alpine:3.22
ARG TARGETARCH
ENV TOOL_FILE=tool-linux-${TARGETARCH}.tgz
ENV OTHER_FILE=tool-linux-amd64.tgz
RUN wget https://example.com/$TOOL_FILE
RUN [ "$TARGETARCH" = amd64 ] && wget https://example.com/$OTHER_FILE || true
