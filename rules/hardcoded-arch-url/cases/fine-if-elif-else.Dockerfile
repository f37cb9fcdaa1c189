FROM debian:bookworm-slim
RUN set -eux; \
    ARCH="$(dpkg --print-architecture)"; \
    if [ "${ARCH}" = "amd64" ]; then \
        curl -fsSL https://example.com/solr-x86_64.tgz -o /tmp/solr.tgz; \
    elif [ "${ARCH}" = "arm64" ]; then \
        curl -fsSL https://example.com/solr-aarch64.tgz -o /tmp/solr.tgz; \
    else \
        echo "no build for ${ARCH}"; \
        exit 1; \
    fi; \
    tar -xzf /tmp/solr.tgz
