FROM alpine:3.22
COPY dist/tool-darwin-arm64 /usr/local/bin/tool-darwin-arm64
ENTRYPOINT ["tool-darwin-arm64"]
