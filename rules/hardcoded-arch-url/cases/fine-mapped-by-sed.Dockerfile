FROM debian:bookworm-slim
RUN curl -fsSL "https://awscli.amazonaws.com/awscli-exe-linux-$(uname -m | sed 's/arm64/aarch64/g').zip" -o awscliv2.zip
RUN arch="$(dpkg --print-architecture | sed -e 's/amd64/x86_64/' -e 's/arm64/aarch64/')" \
    && curl -fsSL "https://example.com/x-$arch.tgz" -o x.tgz
ARG TARGETARCH
RUN curl -fsSL "https://example.com/y-$(echo $TARGETARCH | tr '[:lower:]' '[:upper:]').tgz" -o y.tgz
