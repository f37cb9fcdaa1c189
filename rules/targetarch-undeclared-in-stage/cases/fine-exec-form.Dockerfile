FROM alpine:3.22
RUN ["echo", "$TARGETARCH"]
CMD ["sh", "-c", "echo $TARGETARCH"]
