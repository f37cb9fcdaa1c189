FROM \
    # pinned on purpose
    alpine:3.22 \
    AS final
RUN wget -O /bin/tool \
    # for every platform
    https://dl.example.com/tool-$TARGETARCH
