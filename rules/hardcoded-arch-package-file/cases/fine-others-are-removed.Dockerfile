FROM debian:bookworm-slim
COPY debs/ /tmp/debs/
RUN [ "$(dpkg --print-architecture)" = amd64 ] || rm /tmp/debs/*_amd64.deb
RUN dpkg -i /tmp/debs/*.deb
