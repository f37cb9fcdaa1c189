FROM debian:bookworm-slim
ARG VERSION
ARG URL=https://example.com/${VERSION}/tool_${VERSION}_amd64.tar.gz
ADD ${URL} /tmp/
