FROM debian:bookworm-slim
ARG TARGETARCH
COPY *.deb /tmp/
RUN dpkg -i "/tmp/tool_1.2.3_${TARGETARCH}.deb" \
    && apt-get install -y "/tmp/other_$(dpkg --print-architecture).deb"
