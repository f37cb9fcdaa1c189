FROM alpine:3.22
ARG TARGETARCH
COPY dist/*_linux_${TARGETARCH}*/app /app
CMD ["/app"]
