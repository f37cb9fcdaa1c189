FROM debian:bookworm-slim
COPY installers/ /tmp/installers/
RUN bash /tmp/installers/Anaconda3-2025.06-1-Linux-x86_64.sh -b -p /opt/conda
