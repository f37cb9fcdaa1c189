FROM debian:13-slim
COPY scripts /opt/scripts
RUN ls -l /opt/scripts/install.sh && bash --version
