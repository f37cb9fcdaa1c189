ARG FLAVOUR=slim
ARG BRANCH=runtime-${FLAVOUR}-${TARGETARCH}
FROM debian:bookworm-slim AS runtime-slim-amd64
RUN apt-get update && apt-get install -y --no-install-recommends libnuma1
FROM ${BRANCH} AS runtime
CMD ["/srv/run"]
