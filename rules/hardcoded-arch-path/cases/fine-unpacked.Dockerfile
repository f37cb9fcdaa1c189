FROM debian:bookworm AS download
ARG VERSION=6.8.5
RUN curl -O https://example.com/kibana-${VERSION}-linux-x86_64.tar.gz && tar xf kibana-*.tar.gz
FROM node:22
ARG VERSION=6.8.5
COPY --from=download /kibana-${VERSION}-linux-x86_64/ /kibana/
