FROM debian:bookworm-slim
ARG VERSION=1.2.3
ARG PACKAGE=tool_${VERSION}_amd64.deb
COPY packages/ /tmp/packages/
RUN dpkg -i /tmp/packages/${PACKAGE}
