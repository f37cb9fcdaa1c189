FROM debian:bookworm-slim
ARG TARGETARCH
RUN sh -c 'curl -fsSLO https://downloads.example.com/tool-linux-${TARGETARCH}.tgz'
RUN echo 'fetching' && curl -fsSLO "https://downloads.example.com/tool-linux-${TARGETARCH}.tgz"
