FROM alpine:3.22
ARG VERSION
COPY vault_${VERSION}_linux_amd64.zip /tmp/vault.zip
RUN unzip /tmp/vault.zip
