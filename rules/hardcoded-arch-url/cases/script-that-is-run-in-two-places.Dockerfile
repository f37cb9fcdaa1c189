FROM debian:bookworm-slim
ARG PATCH="curl -L https://go.dev/dl/go1.25.0.linux-amd64.tar.gz -o /tmp/go.tgz && tar -C /usr/local -xzf /tmp/go.tgz"
RUN if [ "$(id -u)" -ne 0 ]; then \
        sudo bash -c "${PATCH}"; \
    else \
        bash -c "${PATCH}"; \
    fi
