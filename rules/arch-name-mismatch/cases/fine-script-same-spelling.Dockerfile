FROM debian:13
ARG TARGETARCH TARGETOS
ARG YQ_VERSION=v4.44.1
RUN curl -LO "https://dl.k8s.io/release/v1.33.2/bin/${TARGETOS}/${TARGETARCH}/kubectl" \
    && wget -O /usr/bin/yq "https://github.com/mikefarah/yq/releases/download/${YQ_VERSION}/yq_linux_${TARGETARCH}"
RUN wget -O /usr/bin/gosu "https://github.com/tianon/gosu/releases/download/1.17/gosu-$(dpkg --print-architecture | awk -F- '{ print $NF }')"
RUN curl https://awscli.amazonaws.com/awscli-exe-linux-$(uname -m).zip -o /tmp/aws.zip
