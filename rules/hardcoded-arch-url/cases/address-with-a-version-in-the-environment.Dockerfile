FROM alpine:3.22
ENV VAULT_VERSION=1.20.0
ENV VAULT_URL=https://releases.hashicorp.com/vault/${VAULT_VERSION}/vault_${VAULT_VERSION}_linux_amd64.zip
RUN apk add --no-cache ca-certificates unzip \
    && wget -O vault.zip "$VAULT_URL" \
    && unzip vault.zip -d /usr/bin && rm vault.zip
