FROM debian:bookworm-slim
ARG TARGETARCH
COPY debs/${TARGETARCH}/ /tmp/debs/
RUN dpkg -i /tmp/debs/*.deb
