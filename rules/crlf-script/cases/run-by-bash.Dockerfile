FROM debian:13-slim
COPY scripts /opt/scripts
RUN bash -e /opt/scripts/install.sh
