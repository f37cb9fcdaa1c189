FROM debian:bookworm-slim
ARG TARGETARCH
ENV FILE=tool-linux-${TARGETARCH}.tgz
COPY $FILE /opt/
ENV OTHER=linux
COPY tool-$OTHER.tgz /opt/
