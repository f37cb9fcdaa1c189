FROM debian:bookworm-slim
ENV GOSU_VERSION=1.11
ENV GOSU_URL=https://github.com/tianon/gosu/releases/download/${GOSU_VERSION}/gosu-amd64
ENV OTHER_VERSION=1.0
ENV OTHER_FILE=other-${OTHER_VERSION}-amd64.deb
ENV DS_VERSION=2.0.0.AM27
ENV DS_FILE="apacheds-${DS_VERSION}-amd64.deb"
ENV DS_URL=http://mirror.example.org/apacheds/$DS_VERSION/$DS_FILE
RUN apt-get update && apt-get install -y curl \
    && curl -sSL ${GOSU_URL} > /usr/local/bin/gosu \
    && curl -sSLO http://mirror.example.org/other/${OTHER_FILE} \
    && curl -sSL ${DS_URL} > ${DS_FILE} \
    && dpkg -i ${DS_FILE} \
    && rm ${DS_FILE}
