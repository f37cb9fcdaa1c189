FROM alpine:3.22 AS download
ARG KIBANA_VERSION=6.8.5
RUN wget "https://artifacts.elastic.co/downloads/kibana/kibana-oss-${KIBANA_VERSION}-linux-x86_64.tar.gz"
RUN tar -xzf kibana-oss-*.tar.gz

FROM node:22-slim
ARG KIBANA_VERSION=6.8.5
WORKDIR /usr/share/kibana
COPY --from=download /kibana-${KIBANA_VERSION}-linux-x86_64/ .
