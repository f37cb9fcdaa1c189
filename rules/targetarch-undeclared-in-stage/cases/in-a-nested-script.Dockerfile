FROM debian:bookworm-slim
RUN apt-get update && /bin/bash -ec 'wget -q "https://dl.example.com/tool-${TARGETARCH}.tar.gz"; ls'
