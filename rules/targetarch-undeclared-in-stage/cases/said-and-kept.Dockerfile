FROM debian:12
RUN echo "$TARGETPLATFORM" > /platform; exit 0
RUN echo "built for $TARGETARCH" && touch /built
