FROM debian:13-slim
ARG TARGETARCH
ENV TINI_VERSION=v0.19.0
ADD https://github.com/krallin/tini/releases/download/${TINI_VERSION}/tini-${TARGETARCH} /tini
RUN chmod +x /tini && wget -q https://github.com/krallin/tini/releases/download/${TINI_VERSION}/tini-${TARGETARCH}.asc
ENTRYPOINT ["/tini", "--"]
