FROM debian:bookworm-slim
COPY Anaconda3-2025.06-1-Linux-x86_64.sh /tmp/
RUN bash /tmp/Anaconda3-2025.06-1-Linux-x86_64.sh -b -p /opt/conda
